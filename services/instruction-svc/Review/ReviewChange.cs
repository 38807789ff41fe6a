using InstructEngine.InstructionService.Writing;

namespace InstructEngine.InstructionService.Review;

/// <summary>What a decision or an edit did.</summary>
/// <param name="Id">Undoes it.</param>
/// <param name="Changed">Triples.</param>
/// <param name="Triples">Those that were named, as they are now.</param>
internal sealed record ReviewChange(string Id, int Changed, InstructionReview Review, IReadOnlyList<FoundDraft> Triples);

/// <summary>A triple in review, and where it stands.</summary>
internal sealed record FoundDraft(DraftPage Page, DraftedTriple Triple);

/// <summary>Other texts of a triple. What is null stays.</summary>
internal sealed record TripleEdit(string? Base, string? Preferred, string? Dispreferred)
{
    public TripleText Of(TripleText text) => new((Base ?? text.Base).Trim(), (Preferred ?? text.Preferred).Trim(), (Dispreferred ?? text.Dispreferred).Trim());
}
