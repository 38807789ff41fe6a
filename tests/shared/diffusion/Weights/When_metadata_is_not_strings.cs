namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_metadata_is_not_strings
{
    [Fact]
    public void The_file_is_refused()
    {
        using var file = SafetensorsBytes.Of("""{"__metadata__":{"format":1}}""", 0);
        file.IsRefused("__metadata__", "strings");
    }
}
