using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Coverage;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>Reads what is stored of runs' taxonomies.</summary>
public sealed class RunTaxonomies(IDocumentStore documents, TaxonomyReviews reviews)
{
    /// <summary>A run's taxonomy: while it is in review (or where a version is asked for) as it stands there, else as the run has it.</summary>
    /// <exception cref="TaxonomyReviewException">There is none, or no such version.</exception>
    public async Task<TaxonomyOutline> OutlineAsync(string runId, int? version, CancellationToken cancellationToken)
    {
        var completed = await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken) is not null;
        if (version is not null || !completed)
        {
            var review = await reviews.FindAsync(runId, cancellationToken)
                ?? throw new TaxonomyReviewException(
                    version is null ? $"Run {runId} has no taxonomy yet." : $"Run {runId} has no versions of its taxonomy: they come with a review.");
            return await reviews.ReadVersionAsync(review.Draft, version, cancellationToken);
        }

        var themes = await documents.ListAsync<ThemeDocument>(Collections.Themes, runId, cancellationToken).Select(theme => theme.Value).ToListAsync(cancellationToken);
        return new($"run {runId}", [.. themes.OrderBy(theme => theme.Position).Select(ThemeOf)]);
    }

    /// <exception cref="TaxonomyReviewException">It was not counted yet, or by an earlier version of the program.</exception>
    public async Task<TaxonomyCoverage> CoverageAsync(string runId, CancellationToken cancellationToken) =>
        (await documents.FindAsync<TaxonomyCoverage>(Collections.Coverages, runId, cancellationToken))?.Value
            ?? throw new TaxonomyReviewException($"Run {runId} has no coverage report: its taxonomy is not made yet, or was made by an earlier version of this program.");

    private static LexiconTheme ThemeOf(ThemeDocument theme) => new(
        theme.Name,
        theme.Definition,
        theme.Subject,
        [
            .. theme.Subtopics.Select(leaf => new LexiconSubtopic(
                leaf.Name, leaf.Entities, leaf.Source is null ? null : WrittenThemes.Find(leaf.Source)?.Keywords, leaf.Definition, leaf.Source)),
        ],
        theme.Group);
}
