namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_is_missing
{
    [Fact]
    public void It_is_named()
    {
        var missing = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"no-such-image-{Guid.NewGuid():N}.png");
        Assert.Contains("there is no such file", Assert.Throws<InvalidDataException>(() => InstructEngine.Scoring.ImageFile.Read(missing)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => InstructEngine.Scoring.ImageFile.Read(System.IO.Path.GetTempPath()));
        Assert.Throws<InvalidDataException>(() => InstructEngine.Scoring.ImageFile.Read("a\0b.png"));
    }
}
