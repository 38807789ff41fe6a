namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_is_cut_off
{
    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(200)]
    public void It_is_refused_and_nothing_is_made_of_its_beginning(int bytes) =>
        Assert.Contains("damaged", ImageBytes.Refused(ImageBytes.Png()[..bytes]), StringComparison.Ordinal);

    [Fact]
    public void It_is_refused_though_half_of_it_is_there() =>
        Assert.Contains("damaged", ImageBytes.Refused(ImageBytes.Png()[..^(ImageBytes.Png().Length / 2)]), StringComparison.Ordinal);
}
