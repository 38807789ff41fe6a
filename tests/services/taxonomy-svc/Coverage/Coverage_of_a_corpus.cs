using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService;
using InstructEngine.TaxonomyService.Coverage;
using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.Coverage;

public class Coverage_of_a_corpus
{
    private static readonly LexiconTheme[] Themes =
    [
        new("Animals", "", null, [new("Cats", ["tabby", "kitten"], ["cat"]), new("Dogs", ["pug"], ["dog"]), new("Owls", ["barn owl"], ["owl"])]),
        new("Homes", "", null, [new("Houses", ["cottage", "tabby"], ["house"])]),
    ];

    [Fact]
    public void Counts_evidence_overlaps_and_what_no_leaf_covers()
    {
        var coverage = Of("a cat", "a cat and a dog", "a dog with a cat", "a house", "the sea", "the sky");

        Assert.Equal([3, 2, 0, 1], coverage.Leaves.Select(leaf => leaf.Evidence));
        Assert.Equal((6, 4, 4), (coverage.Prompts, coverage.CoveredByLeaf, coverage.CoveredByTheme));
        Assert.Equal(2 / 6.0, coverage.UncoveredShare, 12);
        Assert.Equal(["the sea", "the sky"], coverage.Uncovered.Select(prompt => prompt.Text));
        Assert.Equal((1, 0, 1.5, 3), (coverage.Balance.Silent, coverage.Balance.Least, coverage.Balance.Median, coverage.Balance.Most));
        Assert.Equal(
            [new LeafOverlap("Animals/Cats", "Homes/Houses", 0, 0, 1), new LeafOverlap("Animals/Cats", "Animals/Dogs", 2, 2 / 3.0, 0)],
            coverage.Overlaps);
    }

    [Fact]
    public void Is_even_where_every_leaf_has_as_much() =>
        Assert.Equal(1, Of("a cat", "a dog", "an owl", "a house").Balance.Evenness, 12);

    [Fact]
    public void Tells_how_far_the_targets_were_met() =>
        Assert.Equal(new CoverageTargets(6, 2, 4, 2), Of("a cat").Targets);

    private static TaxonomyCoverage Of(params string[] prompts)
    {
        var sample = prompts.Select((text, i) => new PromptEvidence(i + 1, text)).ToList();
        return CoverageCount.Of(new RunRequested("run-1", Specs.Demo, null, "demo"), PlannedTheme.All(Themes, sample), sample);
    }
}
