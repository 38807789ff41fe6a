namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_header_is_longer_than_the_file
{
    [Fact]
    public void Both_lengths_are_named()
    {
        using var file = SafetensorsBytes.Raw([.. SafetensorsBytes.Length(4000), .. "{}      "u8]);
        file.IsRefused(null, "4000 bytes", "16");
    }
}
