using System.Text.Json.Serialization;

namespace InstructEngine.Contracts.V1;

/// <summary>
/// Relative shares of triples whose difference is seen at a glance, needs a look at the thing, or a look for the detail; not negative, not all zero.
/// In JSON a grade's name alone stands for all triples being of that grade: <c>"subtle"</c> is <c>{"easy": 0, "medium": 0, "subtle": 1}</c>.
/// </summary>
[JsonConverter(typeof(ContrastSharesConverter))]
public sealed record ContrastShares(double Easy, double Medium, double Subtle)
{
    /// <summary>As much of each.</summary>
    public static ContrastShares Equal { get; } = new(1, 1, 1);

    /// <summary>The names of the grades, in the order of the shares.</summary>
    public static IReadOnlyList<string> Grades { get; } = ["easy", "medium", "subtle"];

    /// <returns>All triples of one grade; null where there is no grade of that name.</returns>
    public static ContrastShares? Only(string? grade) => grade switch
    {
        "easy" => new(1, 0, 0),
        "medium" => new(0, 1, 0),
        "subtle" => new(0, 0, 1),
        _ => null,
    };
}
