namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_not_json
{
    [Fact]
    public void The_file_is_refused()
    {
        using var file = SafetensorsBytes.Of("""{"a": """, 0);
        file.IsRefused(null, "not valid JSON");
    }
}
