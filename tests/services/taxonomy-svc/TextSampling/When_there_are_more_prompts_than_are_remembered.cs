using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_there_are_more_prompts_than_are_remembered
{
    [Fact]
    public void Hashes_are_taken_once_until_the_table_is_full()
    {
        var seen = new SeenHashes();

        for (var i = 0; i < 100_000; i++)
            Assert.True(seen.Add((ulong)i * 0x9E3779B97F4A7C15));
        for (var i = 0; i < 100_000; i++)
            Assert.False(seen.Add((ulong)i * 0x9E3779B97F4A7C15));
    }

    [Fact]
    public void The_pool_never_holds_a_prompt_twice()
    {
        var pool = new CandidatePool(50, seed: 1);

        for (var i = 0; i < 3000; i++)
            pool.Offer(new(i + 1, $"prompt {i % 500}", $"prompt {i % 500}"));

        Assert.Equal(50, pool.ByLine().Select(candidate => candidate.Key).Distinct().Count());
        Assert.Equal(450, pool.Overflow);
    }
}
