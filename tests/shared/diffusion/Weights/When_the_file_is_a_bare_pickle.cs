namespace InstructEngine.Shared.Tests.Diffusion.Weights;

public sealed class When_the_file_is_a_bare_pickle
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void It_says_to_convert_it(byte protocol)
    {
        using var file = SafetensorsBytes.Raw([0x80, protocol, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, .. new byte[60]]);
        file.IsRefused(null, "Python pickle", "convert");
    }

    [Fact]
    public void But_a_header_whose_length_has_the_same_bytes_is_read()
    {
        var header = "{}".PadRight(0x0280);
        using var file = SafetensorsBytes.Of(header, 0);
        Assert.Equal([0x80, 0x02], File.ReadAllBytes(file.Path)[..2]);
        using var opened = InstructEngine.Diffusion.Weights.SafetensorsFile.Open(file.Path);
        Assert.Empty(opened.Entries);
    }
}
