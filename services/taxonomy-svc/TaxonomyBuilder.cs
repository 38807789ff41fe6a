using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Coverage;
using InstructEngine.TaxonomyService.Review;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>Makes a run's taxonomy from its corpus and stores it. Nothing here is random: making it twice gives the same documents.</summary>
internal sealed class TaxonomyBuilder(
    IDocumentStore documents, IBlobStore blobs, CorpusSampling sampling, TaxonomyPlanner planner, TaxonomyReviews reviews, CoverageStore coverages)
{
    /// <summary>The taxonomy that an earlier delivery stored in full, or null.</summary>
    public async Task<BuiltTaxonomy?> LoadAsync(string runId, CancellationToken cancellationToken)
    {
        var completed = await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken);
        if (completed is null)
            return null;

        var themes = await documents.ListAsync<ThemeDocument>(Collections.Themes, runId, cancellationToken).ToListAsync(cancellationToken);
        return new([.. themes.Select(theme => theme.Value).OrderBy(theme => theme.Position)], completed.Value);
    }

    /// <exception cref="RunFailureException">The corpus or the lexicon cannot be used, or nothing in the taxonomy can be drawn.</exception>
    /// <exception cref="RunPausedException">It waits for its review.</exception>
    public async Task<BuiltTaxonomy> BuildAsync(RunRequested run, CancellationToken cancellationToken, Action<int, int>? report = null)
    {
        var spec = run.Spec.Taxonomy;

        // Whatever is wrong with these shows before a large corpus is read.
        if (spec.Import is null && !TaxonomyPlanner.IsLong(spec) && LexiconFile.Load(spec.Lexicon) is { Seeds.Count: 0 } lexicon)
            ThemeSelection.EnsureEnough(lexicon.Name, lexicon.Themes, spec);

        var sample = await sampling.SampleAsync(run, cancellationToken);
        var planned = spec.Review == true
            ? PlannedTheme.All(await ReviewedAsync(run, sample, report, cancellationToken), sample)
            : await planner.PlanAsync(run, sample, report, cancellationToken);
        var themes = new List<ThemeDocument>();
        foreach (var theme in planned)
            themes.Add(await DocumentOfAsync(run, themes.Count, theme, cancellationToken));

        var completed = Count(run, themes);
        foreach (var theme in themes)
            await documents.InsertIfAbsentAsync(Collections.Themes, theme.ThemeId, run.RunId, theme, cancellationToken);

        await coverages.KeepAsync(CoverageCount.Of(run, planned, sample), cancellationToken);

        // Last, because its presence says that all themes are stored.
        await documents.InsertIfAbsentAsync(Collections.Taxonomies, run.RunId, run.RunId, completed, cancellationToken);
        return new(themes, completed);
    }

    /// <summary>The themes as they were accepted; the first time, they are planned and laid before a person.</summary>
    private async Task<IReadOnlyList<LexiconTheme>> ReviewedAsync(
        RunRequested run, IReadOnlyList<PromptEvidence> sample, Action<int, int>? report, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(run.RunId, cancellationToken) is null)
        {
            var planned = await planner.PlanAsync(run, sample, report, cancellationToken);
            await coverages.KeepAsync(CoverageCount.Of(run, planned, sample), cancellationToken);
            await reviews.StartAsync(
                run.RunId, TaxonomyPlanner.LexiconOf(run.Spec.Taxonomy), [.. planned.Select(theme => theme.Theme)], TaxonomyPlanner.OriginOf(run.Spec.Taxonomy), cancellationToken);
        }

        var review = await reviews.RequireAsync(run.RunId, cancellationToken);
        return review.IsComplete ? review.Accepted : throw new RunPausedException(review.WhatToDo);
    }

    private async Task<ThemeDocument> DocumentOfAsync(RunRequested run, int position, PlannedTheme planned, CancellationToken cancellationToken)
    {
        var (theme, lexicon) = (planned.Theme, TaxonomyPlanner.LexiconOf(run.Spec.Taxonomy));
        return new(
            run.RunId, ContentIds.Create("theme", run.RunId, theme.Name), theme.Name, theme.Definition,
            [.. theme.Subtopics.Select(subtopic => SubtopicDivider.Leaf(lexicon, theme, subtopic, entities => RendererWorld.WhyOutside(run.Spec, entities)))],
            [.. planned.Prompts.Take(ThemeDocument.ShownEvidence)], position, planned.Prompts.Count,
            await PromptEvidenceFile.WriteAsync(blobs, planned.Prompts, cancellationToken), theme.Group, theme.Subject);
    }

    internal static TaxonomyCompleted Count(RunRequested run, List<ThemeDocument> themes)
    {
        var leaves = themes.SelectMany(theme => theme.Subtopics).ToList();
        var drawable = leaves.Count(leaf => leaf.OutsideWorld is null);
        if (drawable == 0)
        {
            throw new RunFailureException(
                $"The renderer can draw none of the {leaves.Count} subtopics of the taxonomy"
                + (leaves.Count > 0 ? $" (e.g. '{leaves[0].Name}': {leaves[0].OutsideWorld})" : "")
                + ". Raise taxonomy.themes or take the lexicon 'demo', which starts with what the demo model knows; "
                + "or render with a model of the real world, and let a model check its images (rendering.check).");
        }

        return new(run.RunId, themes.Count, drawable, leaves.Count - drawable, drawable * run.Spec.Instructions.TriplesPerLeaf);
    }
}
