using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Judging;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Language;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.Writing.Language;

/// <summary>
/// Has a leaf's instruction triples (InstructEngine, arXiv 2504.10329) written by a language model, in batches of one dimension and contrast each.
/// What quality control or the jury refuses is asked for again, a bounded number of times; places that stay empty are rejected with the last reason.
/// The order of asking follows from the plan alone, so the same answers give the same triples.
/// </summary>
internal sealed class LanguageWriter(ILanguageModel model, TripleJury jury)
{
    internal const int BatchSize = 10;

    // Requests for a dimension and contrast beyond those that would do if every item were good.
    internal const int ExtraRequests = 4;

    /// <summary>As many entries as the spec asks for, in the order of their index.</summary>
    /// <exception cref="Hosting.RunPausedException">The run's budget is used up.</exception>
    /// <exception cref="Hosting.RunFailureException">The endpoint cannot be used.</exception>
    public async Task<IReadOnlyList<LeafTriple>> WriteAsync(
        RunDocument run, ThemeExpanded theme, Subtopic leaf, TripleQuality quality, CancellationToken cancellationToken)
    {
        var spec = run.Spec.Instructions;
        var dimensions = DimensionPlan.Of(spec.Shares, spec.TriplesPerLeaf);
        var grades = ContrastPlan.Of(spec.Contrast, dimensions);
        var places = new LeafTriple[dimensions.Count];
        var question = new LeafQuestion(run.RunId, theme, leaf);
        var written = new List<string>();
        foreach (var group in Enumerable.Range(0, dimensions.Count).GroupBy(index => (Dimension: dimensions[index], Grade: grades[index])))
        {
            var (texts, rejection) = await FillAsync(
                run, question, group.Key.Dimension, group.Key.Grade, group.Count(), quality, written, cancellationToken);
            foreach (var (index, i) in group.Select((index, i) => (index, i)))
                places[index] = Place(run.RunId, leaf.LeafId, index, group.Key.Dimension, group.Key.Grade, i < texts.Count ? texts[i] : null, rejection);
        }

        return places;
    }

    /// <returns>As many texts as could be had, and why there are no more.</returns>
    private async Task<(IReadOnlyList<TripleText> Texts, Rejection? Rejection)> FillAsync(
        RunDocument run, LeafQuestion question, Dimension dimension, ContrastGrade grade, int count, TripleQuality quality, List<string> written, CancellationToken cancellationToken)
    {
        var texts = new List<TripleText>(count);
        Rejection? rejection = null;
        var most = (count + BatchSize - 1) / BatchSize + ExtraRequests;
        for (var round = 0; texts.Count < count && round < most; round++)
        {
            var wanted = Math.Min(BatchSize, count - texts.Count);
            var answer = await model.AskAsync(question.Ask(dimension, grade, wanted, round, written), cancellationToken);
            if (!answer.IsUsable)
            {
                rejection = new(LanguageRejections.Model, answer.Reason);
                InstructionMetrics.Count(rejection, dimension);
                continue;
            }

            var (good, refused) = await SiftAsync(run, answer.Value, dimension, grade, wanted, quality, cancellationToken);
            texts.AddRange(good);
            written.AddRange(good.Select(text => text.Preferred));
            rejection = refused ?? rejection;
        }

        return (texts, rejection ?? new(LanguageRejections.Model, "The model wrote fewer items than it was asked for."));
    }

    private async Task<(IReadOnlyList<TripleText> Good, Rejection? Refused)> SiftAsync(
        RunDocument run, WrittenTriples answer, Dimension dimension, ContrastGrade grade, int wanted, TripleQuality quality, CancellationToken cancellationToken)
    {
        Rejection? refused = null;
        var drafts = new List<TripleDraft>();
        foreach (var item in answer.Items.Take(wanted))
        {
            var draft = new TripleDraft(
                dimension, grade, new(item.Base.Trim(), item.Preferred.Trim(), item.Dispreferred.Trim()), new(item.PreferredDetail.Trim(), item.DispreferredDetail.Trim()));
            if (await quality.InspectAsync(draft, cancellationToken) is { } rejection)
                refused = rejection;
            else
                drafts.Add(draft);
        }

        var verdicts = await jury.JudgeAsync(run.RunId, run.Spec.Instructions, drafts, cancellationToken);
        refused = verdicts.LastOrDefault(verdict => verdict is not null) ?? refused;
        return ([.. drafts.Where((_, i) => verdicts[i] is null).Select(draft => draft.Text)], refused);
    }

    private static LeafTriple Place(string runId, string leafId, int index, Dimension dimension, ContrastGrade grade, TripleText? text, Rejection? rejection)
    {
        var id = TripleIds.Of(runId, leafId, dimension, index);
        return text is null
            ? new(dimension, null, new(runId, id, leafId, rejection!.Reason, rejection.Kind))
            : new(dimension, new(runId, id, leafId, index, dimension, text.Base, text.Preferred, text.Dispreferred, grade.ToString().ToLowerInvariant()), null);
    }
}
