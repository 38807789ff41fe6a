using InstructEngine.InstructionService.Judging;
using InstructEngine.Language.Answers;

namespace InstructEngine.InstructionService.QualityControl.Checks;

/// <summary>The texts are English: one of a batch may be in another language though the batch as a whole is not.</summary>
internal sealed class EnglishCheck : ITripleCheck
{
    public ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken) => new(
        EnglishText.Doubt([draft.Text.Base, draft.Text.Preferred, draft.Text.Dispreferred]) is { } doubt
            ? new Rejection(LanguageRejections.Language, $"The instructions are not English: {doubt}")
            : null);
}
