namespace InstructEngine.TaxonomyService.Review;

/// <summary>A review cannot do what was asked; the message says why and what would be right.</summary>
/// <param name="isConflict">Somebody else was first: what was asked may be right once it is looked at again.</param>
public sealed class TaxonomyReviewException(string message, bool isConflict = false) : Exception(message)
{
    public bool IsConflict => isConflict;
}
