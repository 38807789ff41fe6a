using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Language;
using InstructEngine.Language;
using InstructEngine.Language.Moderation;
using InstructEngine.Language.Prompts;

namespace InstructEngine.InstructionService.Judging;

/// <summary>
/// The judges that the spec names, after quality control: a moderation model, then referees that vote. A judge who gives no usable answer is
/// against: what nobody has looked at does not pass.
/// </summary>
internal sealed class TripleJury(ILanguageModel model, IModeration moderation)
{
    internal const int BatchSize = 10;

    private static readonly PromptTemplate Prompt = PromptTemplate.Read(typeof(ILanguageModel).Assembly, "referee-votes");

    public static bool IsAsked(InstructionSpec spec) => spec.Moderation is not null || spec.Referees is not null;

    /// <returns>For each draft why it must not be used; null where it may.</returns>
    public async Task<IReadOnlyList<Rejection?>> JudgeAsync(string runId, InstructionSpec spec, IReadOnlyList<TripleDraft> drafts, CancellationToken cancellationToken)
    {
        var verdicts = new Rejection?[drafts.Count];
        if (!IsAsked(spec))
            return verdicts;

        foreach (var batch in Enumerable.Range(0, drafts.Count).Chunk(BatchSize))
        {
            await ModerateAsync(runId, spec, drafts, batch, verdicts, cancellationToken);
            await VoteAsync(runId, spec, drafts, [.. batch.Where(i => verdicts[i] is null)], verdicts, cancellationToken);
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            if (verdicts[i] is { } rejection)
                InstructionMetrics.Count(rejection, drafts[i].Dimension);
        }

        return verdicts;
    }

    private async Task ModerateAsync(
        string runId, InstructionSpec spec, IReadOnlyList<TripleDraft> drafts, int[] batch, Rejection?[] verdicts, CancellationToken cancellationToken)
    {
        if (spec.Moderation is not { } judge)
            return;

        // The three texts of a triple are one text to judge.
        var texts = batch.Select(i => $"{drafts[i].Text.Base}\n{drafts[i].Text.Preferred}\n{drafts[i].Text.Dispreferred}").ToList();
        var reasons = await moderation.JudgeAsync(runId, judge, texts, cancellationToken);
        foreach (var (i, reason) in batch.Zip(reasons))
            verdicts[i] = reason is null ? null : new(LanguageRejections.Moderation, reason);
    }

    private async Task VoteAsync(
        string runId, InstructionSpec spec, IReadOnlyList<TripleDraft> drafts, int[] batch, Rejection?[] verdicts, CancellationToken cancellationToken)
    {
        if (spec.Referees is not { } referees || batch.Length == 0)
            return;

        var votes = await Task.WhenAll(referees.Select(referee => VotesAsync(runId, referee, [.. batch.Select(i => drafts[i])], cancellationToken)));
        for (var item = 0; item < batch.Length; item++)
        {
            var keep = votes.Count(ballot => ballot is not null && ballot[item]);
            if (keep * 2 > referees.Count)
                continue;

            var silent = votes.Count(ballot => ballot is null);
            verdicts[batch[item]] = new(
                LanguageRejections.Referees,
                $"{keep} of {referees.Count} referees were for it; more than half must be.{(silent > 0 ? $" {silent} gave no vote that can be used." : "")}");
        }
    }

    /// <returns>Null when the referee gave no votes that can be used.</returns>
    private async Task<bool[]?> VotesAsync(string runId, string referee, IReadOnlyList<TripleDraft> drafts, CancellationToken cancellationToken)
    {
        var items = drafts.Select((draft, i) => new Ballot(i + 1, LeafQuestion.NameOf(draft.Dimension), draft.Text.Base, draft.Text.Preferred, draft.Text.Dispreferred)).ToList();
        var question = new LanguageQuestion<RefereeVotes>(runId, Prompt, new PromptValues().Records("items", items).Number("count", items.Count))
        {
            Model = referee,
            Check = answer => answer.Doubt(items.Count),
            English = false,
        };
        var answer = await model.AskAsync(question, cancellationToken);
        return answer.IsUsable ? [.. answer.Value.Votes.OrderBy(vote => vote.Item).Select(vote => vote.Keep == 1)] : null;
    }

    private sealed record Ballot(int Item, string Dimension, string Base, string Preferred, string Dispreferred);
}
