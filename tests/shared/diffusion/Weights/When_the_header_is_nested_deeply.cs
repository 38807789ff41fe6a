namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_nested_deeply
{
    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void The_file_is_refused(int depth)
    {
        using var file = SafetensorsBytes.Of($$"""{"w":{{new string('[', depth)}}{{new string(']', depth)}} }""", 0);
        file.IsRefused(null, "not valid JSON", "depth");
    }
}
