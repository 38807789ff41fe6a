using InstructEngine.Benchmarks.Language;

namespace InstructEngine.Cluster.Tests;

public sealed class A_killed_run_pays_no_answer_twice
{
    [Fact]
    public async Task Of_an_endpoint_that_fails_a_fifth_of_its_requests_and_an_empty_purse_pauses_it()
    {
        Programs.Models();
        using var folder = new TemporaryFolder();
        var size = new ProofSize(Themes: 1, Subtopics: 4, TriplesPerLeaf: 12, Faults: 0.2, Kills: 1, Concurrency: 4);

        var figures = await new LanguageProof(Programs.CommandLine, folder["proof"], size, TextWriter.Null).RunAsync();

        Assert.True(figures.IsGood, figures.ToMarkdown());
        Assert.Contains("Raise the budget and run the same command again", figures.PausedSaying, StringComparison.Ordinal);
    }
}
