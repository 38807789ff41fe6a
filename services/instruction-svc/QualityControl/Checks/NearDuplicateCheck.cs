using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>
/// Neither instruction is nearly one that another triple of the leaf has (<see cref="NearDuplicateIndex"/>). A leaf is what one writer holds in
/// its hands: across leaves, which may be written on several machines at once, the entities differ.
/// </summary>
internal sealed class NearDuplicateCheck : ITripleCheck
{
    private readonly NearDuplicateIndex _instructions = new();

    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) =>
        new(Find("preferred", draft.Text.Preferred) ?? Find("dispreferred", draft.Text.Dispreferred));

    public void Accepted(TripleDraft draft)
    {
        _instructions.Add(PromptKey.Of(draft.Text.Preferred));
        _instructions.Add(PromptKey.Of(draft.Text.Dispreferred));
    }

    private Rejection? Find(string side, string text) => _instructions.Find(PromptKey.Of(text)) is { } other
        ? new(RejectionKinds.Duplicate, $"The {side} instruction is nearly one that the leaf has: \"{other}\".")
        : null;
}
