using InstructEngine.Lexicons.Suites;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>No text repeats a prompt of an evaluation suite, or nearly does.</summary>
internal sealed class SuiteCheck(SuiteIndex suites) : ITripleCheck
{
    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) =>
        new(Find("base", draft.Text.Base) ?? Find("preferred", draft.Text.Preferred) ?? Find("dispreferred", draft.Text.Dispreferred));

    private Rejection? Find(string side, string text) => suites.Find(text) is ({ } suite, { } prompt)
        ? new(RejectionKinds.Suite, $"The {side} instruction repeats a prompt of the evaluation suite {suite}, or nearly does: \"{prompt}\".")
        : null;
}
