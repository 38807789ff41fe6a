namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_is_corrupt
{
    [Fact]
    public void It_is_refused()
    {
        var png = ImageBytes.Png();
        for (var i = png.Length / 3; i < png.Length / 2; i++)
            png[i] ^= 0x5A;
        Assert.Contains("damaged", ImageBytes.Refused(png), StringComparison.Ordinal);
    }
}
