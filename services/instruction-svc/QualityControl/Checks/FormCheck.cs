namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>Three texts, each one line, and the two instructions not the same.</summary>
internal sealed class FormCheck : ITripleCheck
{
    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) => new(
        Broken("base", draft.Text.Base) ?? Broken("preferred", draft.Text.Preferred) ?? Broken("dispreferred", draft.Text.Dispreferred) ?? Same(draft));

    private static Rejection? Broken(string side, string text) =>
        string.IsNullOrWhiteSpace(text) ? new(RejectionKinds.Form, $"The {side} instruction is empty.")
        : text.Any(char.IsControl) ? new(RejectionKinds.Form, $"The {side} instruction has a line break or another control character.")
        : !text.Any(char.IsLetter) ? new(RejectionKinds.Form, $"The {side} instruction has no word.")
        : null;

    // Case, punctuation and spacing change nothing that could be drawn.
    private static Rejection? Same(TripleDraft draft) =>
        Lexicons.Similarity.PromptKey.Of(draft.Text.Preferred) == Lexicons.Similarity.PromptKey.Of(draft.Text.Dispreferred)
            ? new(RejectionKinds.Same, "The preferred and the dispreferred instruction are the same.")
            : null;
}
