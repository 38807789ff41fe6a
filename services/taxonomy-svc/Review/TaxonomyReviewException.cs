namespace InstructEngine.TaxonomyService.Review;

/// <summary>A review cannot do what was asked; the message says why and what would be right.</summary>
public sealed class TaxonomyReviewException(string message) : Exception(message);
