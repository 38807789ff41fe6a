using InstructEngine.InstructionService.QualityControl.Length;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>Each text fits into what every one of the run's text encoders reads.</summary>
internal sealed class LengthCheck(IReadOnlyList<ITokenCounter> counters) : ITripleCheck
{
    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) =>
        new(TooLong("base", draft.Text.Base) ?? TooLong("preferred", draft.Text.Preferred) ?? TooLong("dispreferred", draft.Text.Dispreferred));

    private Rejection? TooLong(string side, string text) => counters
        .Select(counter => (counter.Limit, Tokens: counter.Count(text), counter.Source))
        .Where(count => count.Tokens > count.Limit)
        .Select(count => new Rejection(
            RejectionKinds.Length, $"The {side} instruction has {count.Tokens} tokens by {count.Source}; the text encoder reads {count.Limit}."))
        .FirstOrDefault();
}
