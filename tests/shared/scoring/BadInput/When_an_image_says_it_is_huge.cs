namespace InstructEngine.Shared.Tests.Scoring.BadInput;

public sealed class When_an_image_says_it_is_huge
{
    [Fact]
    public void It_is_refused_from_its_header_before_anything_is_reserved()
    {
        var bomb = ImageBytes.PngOfSize(20_000, 20_000);
        ImageBytes.Refused(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("says it has 20000 x 20000 pixels; at most 64000000 are read", ImageBytes.Refused(bomb), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }
}
