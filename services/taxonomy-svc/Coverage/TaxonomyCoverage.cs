namespace InstructEngine.TaxonomyService.Coverage;

/// <summary>How well a taxonomy and the sampled corpus fit each other, as it is stored in <see cref="Hosting.Runs.Collections.Coverages"/>, by run id.</summary>
/// <param name="Prompts">Sampled prompts.</param>
/// <param name="CoveredByLeaf">Those that speak of at least one leaf.</param>
/// <param name="CoveredByTheme">Those that speak of at least one theme, of one of its leaves or not.</param>
/// <param name="Targets">What the spec asked for, and what there is.</param>
/// <param name="Leaves">Every leaf with the number of prompts that speak of it, in the taxonomy's order.</param>
/// <param name="Balance">How evenly the prompts lie over the leaves.</param>
/// <param name="Overlaps">Pairs of leaves that the same prompts speak of, or that name the same entities; the closest first, at most <see cref="ShownOverlaps"/>.</param>
/// <param name="Uncovered">The first of the prompts that no leaf covers, at most <see cref="ShownUncovered"/>.</param>
public sealed record TaxonomyCoverage(
    string RunId,
    int Prompts,
    int CoveredByLeaf,
    int CoveredByTheme,
    CoverageTargets Targets,
    IReadOnlyList<LeafCoverage> Leaves,
    EvidenceBalance Balance,
    IReadOnlyList<LeafOverlap> Overlaps,
    IReadOnlyList<Contracts.V1.PromptEvidence> Uncovered)
{
    public const int ShownOverlaps = 50, ShownUncovered = 20;

    /// <summary>Share of the sampled prompts that no leaf covers, 0 to 1.</summary>
    public double UncoveredShare => Prompts == 0 ? 0 : (double)(Prompts - CoveredByLeaf) / Prompts;
}

/// <param name="ShortThemes">Themes that have fewer subtopics than asked for.</param>
public sealed record CoverageTargets(int AskedThemes, int Themes, int AskedSubtopics, int ShortThemes);

/// <param name="Evidence">Sampled prompts that speak of the leaf.</param>
public sealed record LeafCoverage(string LeafId, string Theme, string Name, int Entities, int Evidence);

/// <param name="Silent">Leaves that no prompt speaks of.</param>
/// <param name="Evenness">Entropy of the evidence over its largest possible value: 1 where every leaf has as much as the others, 0 where one has all.</param>
public sealed record EvidenceBalance(int Silent, int Least, double Median, int Most, double Evenness);

/// <param name="Both">Prompts that speak of both.</param>
/// <param name="Jaccard">Of all that speak of either, the share that speaks of both.</param>
/// <param name="SharedEntities">Entities that both name.</param>
public sealed record LeafOverlap(string First, string Second, int Both, double Jaccard, int SharedEntities);
