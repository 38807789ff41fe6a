namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_not_an_object
{
    [Fact]
    public void The_file_is_refused()
    {
        using var file = SafetensorsBytes.Of("""[1, 2]      """, 0);
        file.IsRefused(null, "not a JSON object");
    }
}
