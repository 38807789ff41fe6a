using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Review;

namespace InstructEngine.InstructionService.Grpc;

/// <summary>Reads filters of triples in review.</summary>
internal static class DraftFilters
{
    private const int MaxText = 500;

    /// <exception cref="DraftFilterException">A field holds what it cannot.</exception>
    public static DraftFilter Read(Protos.V1.DraftFilter? filter)
    {
        if (filter is null)
            return new();
        if (filter.Text.Length > MaxText)
            throw new DraftFilterException($"filter.text has {filter.Text.Length} characters: expected at most {MaxText}.");

        return new(
            One<Dimension>(filter.Dimension, "filter.dimension"), Said(filter.Theme), Said(filter.Leaf), One<DraftState>(filter.State, "filter.state"),
            filter.Contrast is "" || ContrastShares.Grades.Contains(filter.Contrast)
                ? Said(filter.Contrast)
                : throw new DraftFilterException($"filter.contrast is '{filter.Contrast}': expected {string.Join(", ", ContrastShares.Grades)}."),
            Said(filter.Text), Said(filter.TripleId));
    }

    private static T? One<T>(string text, string field)
        where T : struct, Enum
    {
        if (text.Length == 0)
            return null;

        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw new DraftFilterException($"{field} is '{text}': expected {string.Join(", ", Enum.GetNames<T>().Select(name => typeof(T) == typeof(DraftState) ? name.ToLowerInvariant() : name))}.");
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;
}
