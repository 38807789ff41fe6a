using InstructEngine.Storage.Content;

namespace InstructEngine.Shared.Tests.Storage.Content;

public sealed class ContentSeedsTests
{
    // Made by hashlib in Python from the same definition.
    [Theory]
    [InlineData(8113569972973283250, 7, "run", "3")]
    [InlineData(3410756493081906042, 0)]
    [InlineData(2637467496699682276, -1, "x")]
    public void A_seed_is_the_same_on_every_machine(long expected, long seed, params string[] parts) =>
        Assert.Equal(expected, ContentSeeds.Derive(seed, parts));

    [Fact]
    public void Seeds_are_not_negative_and_differ()
    {
        var seeds = Enumerable.Range(0, 2000).Select(i => ContentSeeds.Derive(1, "item", $"{i}")).ToList();

        Assert.All(seeds, seed => Assert.InRange(seed, 0, long.MaxValue));
        Assert.Equal(seeds.Count, seeds.Distinct().Count());
        Assert.NotEqual(ContentSeeds.Derive(1, "item"), ContentSeeds.Derive(2, "item"));
    }
}
