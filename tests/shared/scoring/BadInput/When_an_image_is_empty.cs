namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_is_empty
{
    [Fact]
    public void It_is_said() => Assert.Contains("the file is empty", ImageBytes.Refused([]), StringComparison.Ordinal);
}
