using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Review;

/// <summary>The review of taxonomies before instructions are written for them: every leaf can be accepted, changed or rejected.</summary>
public sealed class TaxonomyReviews(IDocumentStore documents, IBlobStore blobs, TimeProvider time)
{
    /// <returns>Null when the run's taxonomy is not, or not yet, in review.</returns>
    public async Task<TaxonomyReview?> FindAsync(string runId, CancellationToken cancellationToken) =>
        await documents.FindAsync<TaxonomyDraft>(Collections.TaxonomyDrafts, runId, cancellationToken) is { } draft
            ? await ReadAsync(draft.Value, cancellationToken)
            : null;

    /// <exception cref="TaxonomyReviewException">The run's taxonomy is not, or not yet, in review.</exception>
    public async Task<TaxonomyReview> RequireAsync(string runId, CancellationToken cancellationToken) =>
        await FindAsync(runId, cancellationToken) ?? throw NotInReview(runId);

    /// <summary>Lays a taxonomy before a person.</summary>
    internal async Task StartAsync(
        string runId, string? lexicon, IReadOnlyList<LexiconTheme> themes, string origin, CancellationToken cancellationToken)
    {
        var first = await VersionAsync(1, new TaxonomyOutline(lexicon ?? "taxonomy", themes), origin, cancellationToken);
        var draft = new TaxonomyDraft(runId, lexicon, [first], new Dictionary<string, NodeDecision>());
        await documents.InsertIfAbsentAsync(Collections.TaxonomyDrafts, runId, runId, draft, cancellationToken);
    }

    /// <summary>Accepts or rejects nodes: those named, or all that are still open.</summary>
    /// <param name="decision">Null takes decisions back.</param>
    /// <param name="seen">The tag of each of the <paramref name="nodes"/>, each of them one leaf, as the reviewer saw it; null or empty for whatever they are.</param>
    /// <exception cref="TaxonomyReviewException">There is nothing to decide on, a name means no node, or somebody else has decided on one.</exception>
    public Task<TaxonomyReview> DecideAsync(
        string runId, ReviewDecision? decision, IReadOnlyList<string> nodes, string? reason, CancellationToken cancellationToken, IReadOnlyList<string>? seen = null) =>
        ChangeAsync(
            runId,
            review =>
            {
                var named = nodes.Count > 0 ? NodeNames.Find(review.Nodes, nodes) : [.. review.Nodes.Where(node => node.Decision is null)];
                SeenNodes.Ensure(review.Nodes, nodes, seen);
                var decisions = new Dictionary<string, NodeDecision>(review.Draft.Decisions, StringComparer.Ordinal);
                foreach (var node in named)
                {
                    if (decision is { } chosen)
                        decisions[node.LeafId] = new(chosen, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), time.GetUtcNow());
                    else
                        decisions.Remove(node.LeafId);
                }

                return Task.FromResult(review.Draft with { Decisions = decisions });
            },
            cancellationToken);

    /// <summary>Changes one node. The subtopics that this changes are to be decided again.</summary>
    /// <param name="seen">The tag of the node as it was seen; null for whatever it is.</param>
    /// <exception cref="TaxonomyReviewException">There is no such node, the change makes no taxonomy, or somebody else has changed it.</exception>
    public async Task<TaxonomyReview> EditAsync(string runId, NodeEdit edit, string? seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            var review = await RequireAsync(runId, cancellationToken);
            SeenNodes.Ensure(review.Nodes, [edit.Node], seen is null ? null : [seen]);
            var version = review.Draft.Versions[^1].Number;
            if (await ReplaceAsync(runId, edit.Apply(review), $"edit of {edit.Node}", version, cancellationToken) is { } edited)
                return edited;
        }
    }

    /// <summary>Puts an edited taxonomy in the place of the current one. Decisions on leaves that it does not change stay.</summary>
    /// <param name="origin">Where it is from, for people.</param>
    /// <exception cref="TaxonomyReviewException">The taxonomy is not in review, or accepted already.</exception>
    public async Task<TaxonomyReview> ReplaceAsync(string runId, TaxonomyOutline outline, string origin, CancellationToken cancellationToken) =>
        (await ReplaceAsync(runId, outline, origin, null, cancellationToken))!;

    /// <param name="expected">The version that is replaced; null for whichever it is.</param>
    /// <returns>Null where it is another one by now.</returns>
    private async Task<TaxonomyReview?> ReplaceAsync(string runId, TaxonomyOutline outline, string origin, int? expected, CancellationToken cancellationToken)
    {
        var isOther = false;
        var replaced = await ChangeAsync(
            runId,
            async review =>
            {
                var draft = review.Draft;
                isOther = expected is not null && draft.Versions[^1].Number != expected;
                if (isOther)
                    return draft;

                var version = await VersionAsync(draft.Versions[^1].Number + 1, outline, origin, cancellationToken);
                if (version.Content == draft.Versions[^1].Content)
                    return draft;

                var same = LeavesOf(draft, review.Outline).Select(leaf => (leaf.Id, Text(leaf.Subtopic))).ToHashSet();
                var kept = LeavesOf(draft, outline).Where(leaf => same.Contains((leaf.Id, Text(leaf.Subtopic)))).Select(leaf => leaf.Id).ToHashSet(StringComparer.Ordinal);
                return draft with
                {
                    Versions = [.. draft.Versions, version],
                    Decisions = draft.Decisions.Where(decision => kept.Contains(decision.Key)).ToDictionary(StringComparer.Ordinal),
                };
            },
            cancellationToken);
        return isOther ? null : replaced;
    }

    /// <summary>One version of the taxonomy.</summary>
    /// <param name="number">Null for the current one.</param>
    /// <exception cref="TaxonomyReviewException">There is no such version.</exception>
    public async Task<TaxonomyOutline> ReadVersionAsync(TaxonomyDraft draft, int? number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var version = number is null ? draft.Versions[^1]
            : draft.Versions.FirstOrDefault(version => version.Number == number)
                ?? throw new TaxonomyReviewException($"There is no version {number} of this taxonomy; there are 1 to {draft.Versions[^1].Number}.");
        return OutlineFile.Read(await blobs.ReadAsync(version.Content, cancellationToken), $"version {version.Number} of run {draft.RunId}") with { Version = version.Number };
    }

    private async Task<TaxonomyReview> ChangeAsync(
        string runId, Func<TaxonomyReview, Task<TaxonomyDraft>> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await documents.FindAsync<TaxonomyDraft>(Collections.TaxonomyDrafts, runId, cancellationToken) ?? throw NotInReview(runId);
            if (await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken) is not null)
                throw new TaxonomyReviewException($"The taxonomy of run {runId} was accepted and the run went on: it cannot be changed any more. Another taxonomy is another run.");

            var changed = await change(await ReadAsync(stored.Value, cancellationToken));
            if (await documents.ReplaceAsync(Collections.TaxonomyDrafts, runId, changed, stored.Version, cancellationToken))
                return await ReadAsync(changed, cancellationToken);
        }
    }

    private async Task<TaxonomyReview> ReadAsync(TaxonomyDraft draft, CancellationToken cancellationToken)
    {
        var outline = await ReadVersionAsync(draft, null, cancellationToken);
        return new(
            draft,
            outline,
            [.. LeavesOf(draft, outline).Select(leaf => new ReviewedNode(
                leaf.Id, ContentIds.Create("theme", draft.RunId, leaf.Theme.Name), leaf.Theme.Name, leaf.Subtopic.Name, draft.Decisions.GetValueOrDefault(leaf.Id), Text(leaf.Subtopic)))]);
    }

    private async Task<TaxonomyVersion> VersionAsync(int number, TaxonomyOutline outline, string origin, CancellationToken cancellationToken) => new(
        number, await blobs.PutAsync(OutlineFile.Canonical(outline), cancellationToken), origin, outline.Themes.Count, outline.Leaves, time.GetUtcNow());

    private static IEnumerable<(string Id, LexiconTheme Theme, LexiconSubtopic Subtopic)> LeavesOf(TaxonomyDraft draft, TaxonomyOutline outline) =>
        from theme in outline.Themes
        from subtopic in theme.Subtopics
        select (SubtopicDivider.Leaf(draft.Lexicon, theme, subtopic, _ => null).LeafId, theme, subtopic);

    private static string Text(LexiconSubtopic subtopic) => $"{subtopic.Definition}\n{string.Join('\n', subtopic.Entities)}";

    private static TaxonomyReviewException NotInReview(string runId) =>
        new($"Run {runId} has no taxonomy in review: that needs \"review\": \"required\" in its spec's taxonomy, and the run to have come to its taxonomy.");
}
