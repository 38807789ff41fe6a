namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_over_a_hundred_megabytes
{
    [Fact]
    public void It_is_refused_unread()
    {
        using var file = SafetensorsBytes.Raw(SafetensorsBytes.Length(100_000_001));
        using (var stream = File.OpenWrite(file.Path))
            stream.SetLength(100_000_100);
        file.IsRefused(null, "100000001");
    }
}
