namespace InstructEngine.InstructionService.Review;

/// <summary>How a triple is counted that a person refused.</summary>
internal static class ReviewRejections
{
    public const string Kind = "review";

    public static string Reason(string? words) => words is null ? "A reviewer rejected it." : $"A reviewer rejected it: {words}";
}
