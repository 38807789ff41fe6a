using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Judging;

namespace InstructEngine.InstructionService.Review;

/// <summary>
/// The review of a run's triples before images are drawn for them: each can be accepted, changed or rejected, alone or by a filter. Everything reads
/// page by page, so memory does not grow with the run.
/// </summary>
internal sealed class InstructionReviews(RunDirectory runs, DraftStore drafts, EditInspection inspection, TimeProvider time)
{
    private const int ShownStale = 3;

    /// <exception cref="InstructionReviewException">The run has no review of its instructions.</exception>
    public async Task<InstructionReview> ReadAsync(string runId, CancellationToken cancellationToken) => (await ListAsync(runId, new(), 0, 0, cancellationToken)).Review;

    /// <summary>A page of the triples that a filter lets through.</summary>
    /// <exception cref="InstructionReviewException">The run has no review of its instructions.</exception>
    public async Task<(IReadOnlyList<FoundDraft> Triples, int Matching, InstructionReview Review)> ListAsync(
        string runId, DraftFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var run = await RequireAsync(runId, cancellationToken);
        var (shown, matching, tally) = (new List<FoundDraft>(), 0, new DraftTally());
        await foreach (var page in drafts.ListAsync(runId, cancellationToken))
        {
            tally.Add(page.Value);
            foreach (var triple in page.Value.Triples.Where(triple => filter.Includes(page.Value, triple)))
            {
                if (matching++ >= skip && shown.Count < take)
                    shown.Add(new(page.Value, triple));
            }
        }

        return (shown, matching, tally.Review(runId, await drafts.IsWrittenAsync(run, cancellationToken)));
    }

    /// <summary>Decides on the triples named.</summary>
    /// <param name="decision">Null takes decisions back.</param>
    /// <param name="named">Ids with the tag that was seen, or with none for whatever it is.</param>
    /// <exception cref="InstructionReviewException">A triple is not there, was changed by somebody else, or nothing can be decided now.</exception>
    public async Task<ReviewChange> DecideAsync(
        string runId, DraftDecision? decision, IReadOnlyDictionary<string, string?> named, string? reason, CancellationToken cancellationToken)
    {
        var (seen, stale) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var change = await ChangeAsync(
            runId,
            (page, triple, id, now) =>
            {
                if (!named.TryGetValue(triple.TripleId, out var tag))
                    return null;
                if (page.IsReleased)
                    throw Released(runId);

                seen.Add(triple.TripleId);
                if (tag is null || tag == triple.Tag)
                    return triple.Deciding(decision, Words(reason), id, now);

                stale.Add(StaleText(triple));
                return null;
            },
            triple => named.ContainsKey(triple.TripleId),
            cancellationToken);
        if (named.Keys.FirstOrDefault(id => !seen.Contains(id)) is { } unknown)
            throw Unknown(runId, unknown);
        if (stale.Count > 0)
            throw new InstructionReviewException($"{string.Join(" ", stale.Distinct().Take(ShownStale))} Look at it again; nothing of it was changed.", isConflict: true);

        return change;
    }

    /// <summary>Decides on all triples that a filter lets through.</summary>
    /// <param name="decision">Null takes decisions back.</param>
    /// <exception cref="InstructionReviewException">Nothing can be decided now.</exception>
    public Task<ReviewChange> DecideAsync(string runId, DraftDecision? decision, DraftFilter filter, string? reason, CancellationToken cancellationToken) => ChangeAsync(
        runId,
        (page, triple, id, now) => page.IsReleased || !filter.Includes(page, triple) || (triple.Decision == decision && triple.Reason == Words(reason))
            ? null
            : triple.Deciding(decision, Words(reason), id, now),
        _ => false,
        cancellationToken);

    /// <summary>Takes back what one change did, where nothing was changed since.</summary>
    /// <exception cref="InstructionReviewException">There is no such change, or nothing can be decided now.</exception>
    public async Task<ReviewChange> UndoAsync(string runId, string change, CancellationToken cancellationToken)
    {
        var undone = await ChangeAsync(
            runId,
            (page, triple, _, _) => !page.IsReleased && triple.History is { Count: > 0 } history && history[^1].Change == change ? triple.Undoing() : null,
            _ => false,
            cancellationToken);
        return undone.Changed > 0
            ? undone
            : throw new InstructionReviewException($"Nothing is left to undo of change '{change}': its triples were changed again since, or there is no such change.", isConflict: true);
    }

    /// <summary>Changes a triple's texts and accepts it. What is null stays.</summary>
    /// <param name="seen">The tag that was seen; null for whatever it is.</param>
    /// <exception cref="InstructionReviewException">The triple is not there or was changed by somebody else, quality control refuses the texts, or nothing can be decided now.</exception>
    public async Task<ReviewChange> EditAsync(string runId, string tripleId, TripleEdit edit, string? seen, string? reason, CancellationToken cancellationToken)
    {
        var run = await RequireOpenAsync(runId, cancellationToken);
        if (TripleJury.IsAsked(run.Spec.Instructions))
            throw Unjudged(tripleId, run.Spec.Instructions);

        var (page, triple, theme) = await FindAsync(runId, tripleId, cancellationToken);
        if (seen is not null && seen != triple.Tag)
            throw Stale(triple);

        var text = edit.Of(triple.Text);
        if (text == triple.Text)
            throw new InstructionReviewException($"The edit of triple {tripleId} changes nothing: give another base, preferred or dispreferred instruction, or accept it as it is.");

        var others = theme.Where(other => other.Triple.TripleId != tripleId && other.Triple.Decision is not DraftDecision.Rejected).ToList();
        var refused = await inspection.InspectAsync(
            run.Spec, page, triple, text, [.. others.Where(other => other.Page.LeafId == page.LeafId).Select(other => other.Triple)], cancellationToken);
        if (refused is not null)
            throw new InstructionReviewException($"Quality control refuses the edit of triple {tripleId} ({refused.Kind}): {refused.Reason}");
        if (others.Find(other => EditInspection.Key(other.Triple.Text) == EditInspection.Key(text)) is { } twin)
            throw new InstructionReviewException($"Quality control refuses the edit of triple {tripleId} (duplicate): triple {twin.Triple.TripleId} of the leaf \"{twin.Page.Leaf}\" has the same instructions.");

        return await ChangeAsync(
            runId,
            (_, now, id, at) => now.TripleId != tripleId ? null : now.Tag == triple.Tag ? now.Editing(text, Words(reason), id, at) : throw Stale(now),
            now => now.TripleId == tripleId,
            cancellationToken);
    }

    private async Task<(DraftPage Page, DraftedTriple Triple, IReadOnlyList<FoundDraft> Theme)> FindAsync(string runId, string tripleId, CancellationToken cancellationToken)
    {
        FoundDraft? found = null;
        var theme = new List<FoundDraft>();
        await foreach (var page in drafts.ListAsync(runId, cancellationToken))
        {
            // The pages of a theme follow each other: one theme is in memory at a time.
            if (theme.Count > 0 && theme[0].Page.ThemeId != page.Value.ThemeId)
            {
                if (found is not null)
                    break;

                theme.Clear();
            }

            theme.AddRange(page.Value.Triples.Select(triple => new FoundDraft(page.Value, triple)));
            found ??= theme.Find(draft => draft.Triple.TripleId == tripleId);
        }

        return found is null ? throw Unknown(runId, tripleId)
            : found.Page.IsReleased ? throw Released(runId)
            : (found.Page, found.Triple, theme);
    }

    private async Task<ReviewChange> ChangeAsync(
        string runId, Func<DraftPage, DraftedTriple, string, DateTimeOffset, DraftedTriple?> change, Func<DraftedTriple, bool> isShown, CancellationToken cancellationToken)
    {
        await RequireOpenAsync(runId, cancellationToken);
        var (id, now, changed, tally, shown) = (Guid.NewGuid().ToString("n"), time.GetUtcNow(), 0, new DraftTally(), new List<FoundDraft>());
        await foreach (var found in drafts.ListAsync(runId, cancellationToken))
        {
            var inPage = 0;
            var page = await drafts.ChangeAsync(
                found,
                page =>
                {
                    inPage = 0;
                    var triples = new List<DraftedTriple>(page.Triples.Count);
                    foreach (var triple in page.Triples)
                    {
                        var other = change(page, triple, id, now);
                        inPage += other is null ? 0 : 1;
                        triples.Add(other ?? triple);
                    }

                    return inPage == 0 ? null : page with { Triples = triples };
                },
                cancellationToken);
            changed += inPage;
            tally.Add(page);
            shown.AddRange(page.Triples.Where(isShown).Select(triple => new FoundDraft(page, triple)));
        }

        return new(id, changed, tally.Review(runId, isWritten: true), shown);
    }

    private async Task<RunDocument> RequireAsync(string runId, CancellationToken cancellationToken) =>
        await runs.FindAsync(runId, cancellationToken) is { } run && DraftStore.IsReviewed(run)
            ? run
            : throw new InstructionReviewException($"Run {runId} has no review of its instructions: that needs \"review\": \"required\" in its spec's instructions.");

    private async Task<RunDocument> RequireOpenAsync(string runId, CancellationToken cancellationToken)
    {
        var run = await RequireAsync(runId, cancellationToken);
        if (run.State == RunState.Completed)
            throw Released(runId);
        if (run.State == RunState.Running)
            throw new InstructionReviewException($"Run {runId} is at work: its instructions can be decided on while it waits for their review, not while it writes or draws.");

        return await drafts.IsWrittenAsync(run, cancellationToken)
            ? run
            : throw new InstructionReviewException($"The instructions of run {runId} are not all written yet: ask for the run again, it pauses when they are.");
    }

    private static string? Words(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private static InstructionReviewException Stale(DraftedTriple triple) => new($"{StaleText(triple)} Look at it again; your edit was not stored.", isConflict: true);

    private static string StaleText(DraftedTriple triple) =>
        $"Triple {triple.TripleId} was changed by somebody else meanwhile: it is {triple.Decision?.ToString().ToLowerInvariant() ?? "open"} now"
        + (triple.Original is null ? "." : $", and reads \"{triple.Text.Preferred}\" against \"{triple.Text.Dispreferred}\".");

    private static InstructionReviewException Unjudged(string tripleId, InstructionSpec spec)
    {
        var judges = spec.Moderation is null ? "instructions.referees" : spec.Referees is null ? "instructions.moderation" : "instructions.moderation and instructions.referees";
        return new(
            $"Triple {tripleId} cannot be edited: the run's spec has judges that every triple passed ({judges}), and they are not asked about an edit, "
            + "so its texts would go on unjudged. Accept it as it is, or reject it.");
    }

    private static InstructionReviewException Unknown(string runId, string tripleId) =>
        new($"Run {runId} has no triple '{tripleId}' in review: 'instructengine instructions review list' shows their ids.");

    private static InstructionReviewException Released(string runId) =>
        new($"The instructions of run {runId} were accepted and the run went on: they cannot be changed any more. Other instructions are another run.");
}
