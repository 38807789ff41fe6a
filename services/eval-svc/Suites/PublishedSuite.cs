using InstructEngine.Lexicons.Suites;

namespace InstructEngine.EvalService.Suites;

/// <summary>A list of prompts of the field, which is downloaded: its authors did not say that it may be passed on.</summary>
/// <param name="Name">As specs name it.</param>
/// <param name="FileName">In the cache.</param>
/// <param name="Address">Of one version that does not change.</param>
/// <param name="Sha256">Of the file at that address.</param>
/// <param name="Categories">Prompts by category.</param>
internal sealed record PublishedSuite(string Name, string FileName, Uri Address, string Sha256, IReadOnlyDictionary<string, int> Categories)
{
    /// <summary>DrawBench (Saharia et al. 2022, arXiv 2205.11487): 200 prompts.</summary>
    public static PublishedSuite DrawBench { get; } = new(
        "drawbench",
        "drawbench.csv",
        new Uri("https://raw.githubusercontent.com/Longcat2957/DrawBench-Glance-More/f6b85cba0ee8fd46389cb7f3e7074fa85e8e06c7/DrawBench.csv"),
        "b6d99b3151798b34f2ac3604d3701f66d66927b9e0f55785f3e1d7fdbc1f5fea",
        new Dictionary<string, int>
        {
            ["Colors"] = 25,
            ["Conflicting"] = 10,
            ["Counting"] = 19,
            ["DALL-E"] = 20,
            ["Descriptions"] = 20,
            ["Gary Marcus et al."] = 10,
            ["Misspellings"] = 10,
            ["Positional"] = 20,
            ["Rare Words"] = 7,
            ["Reddit"] = 38,
            ["Text"] = 21,
        });

    /// <summary>PartiPrompts (Yu et al. 2022, arXiv 2206.10789): 1632 prompts.</summary>
    public static PublishedSuite PartiPrompts { get; } = new(
        "parti-prompts",
        "parti-prompts.tsv",
        new Uri("https://raw.githubusercontent.com/google-research/parti/5a657978134374ce28973948331b319adef164bd/PartiPrompts.tsv"),
        "fab29e41bb512a169b56acab4cf2a41dcb675e285df2efcde6640c7dd3c440eb",
        new Dictionary<string, int>
        {
            ["Abstract"] = 51,
            ["Animals"] = 314,
            ["Artifacts"] = 287,
            ["Arts"] = 66,
            ["Food & Beverage"] = 74,
            ["Illustrations"] = 124,
            ["Indoor Scenes"] = 40,
            ["Outdoor Scenes"] = 131,
            ["People"] = 177,
            ["Produce & Plants"] = 50,
            ["Vehicles"] = 104,
            ["World Knowledge"] = 214,
        });

    public static IReadOnlyList<PublishedSuite> All { get; } = [DrawBench, PartiPrompts];

    /// <exception cref="InvalidDataException">It is another list; the message shows its counts.</exception>
    public void Require(EvaluationSuite suite, string source)
    {
        var found = (suite.Categories ?? []).CountBy(category => category).ToDictionary();
        if (found.Count == Categories.Count && Categories.All(category => found.GetValueOrDefault(category.Key) == category.Value))
            return;

        throw new InvalidDataException(
            $"{source} is not the suite {Name}: that has {Categories.Values.Sum()} prompts in {Categories.Count} categories ({Shown(Categories)}); "
            + $"this has {suite.Prompts.Count} in {found.Count} ({(found.Count == 0 ? "no column of categories" : Shown(found))}). "
            + "A list of your own is the suite \"file\".");
    }

    private static string Shown(IReadOnlyDictionary<string, int> counts)
    {
        var shown = string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Take(15).Select(count => $"{count.Key} {count.Value}"));
        return counts.Count <= 15 ? shown : shown + ", …";
    }
}
