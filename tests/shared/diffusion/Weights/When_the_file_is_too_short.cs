namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_file_is_too_short
{
    [Fact]
    public void It_is_refused()
    {
        using var file = SafetensorsBytes.Raw([1, 2, 3]);
        file.IsRefused(null, "only 3 bytes");
    }
}
