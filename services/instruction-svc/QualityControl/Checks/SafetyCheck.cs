using InstructEngine.InstructionService.QualityControl.Safety;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>No text holds a word that <see cref="SafetyFilter"/> forbids. Counted by category: <c>safety-violence</c>.</summary>
internal sealed class SafetyCheck(SafetyFilter filter) : ITripleCheck
{
    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) =>
        new(Find("base", draft.Text.Base) ?? Find("preferred", draft.Text.Preferred) ?? Find("dispreferred", draft.Text.Dispreferred));

    private Rejection? Find(string side, string text) => filter.Find(text) is ({ } category, { } words)
        ? new($"{RejectionKinds.Safety}-{category}", $"The {side} instruction says \"{words}\", which the safety filter has under {category}.")
        : null;
}
