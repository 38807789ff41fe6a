using InstructEngine.Lexicons.Similarity;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>One difference between two taxonomies.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Node"><c>Theme</c> or <c>Theme/Subtopic</c>.</param>
/// <param name="Details">Of a change: what changed, a line each, as <c>entities: + "old oak", - "young oak"</c>.</param>
public sealed record OutlineChange(string Kind, string Node, IReadOnlyList<string> Details);

/// <summary>What differs between two taxonomies, node by node. Nodes are the same when their names are, case and punctuation aside.</summary>
public static class OutlineDiff
{
    public static IReadOnlyList<OutlineChange> Between(TaxonomyOutline first, TaxonomyOutline second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var changes = new List<OutlineChange>();
        foreach (var (name, before, after) in Paired(first.Themes, second.Themes, theme => theme.Name))
        {
            Note(changes, name, before, after, Themes);
            foreach (var (leaf, old, now) in Paired(before?.Subtopics ?? [], after?.Subtopics ?? [], subtopic => subtopic.Name))
                Note(changes, $"{name}/{leaf}", old, now, Subtopics);
        }

        return changes;
    }

    private static void Note<T>(List<OutlineChange> changes, string node, T? before, T? after, Func<T, T, IEnumerable<string>> details)
        where T : class
    {
        if (before is null || after is null)
            changes.Add(new(before is null ? "added" : "removed", node, []));
        else if (details(before, after).ToList() is { Count: > 0 } found)
            changes.Add(new("changed", node, found));
    }

    private static IEnumerable<string> Themes(LexiconTheme before, LexiconTheme after) =>
        Value("name", before.Name, after.Name).Concat(Value("group", before.Group, after.Group)).Concat(Value("definition", before.Definition, after.Definition));

    private static IEnumerable<string> Subtopics(LexiconSubtopic before, LexiconSubtopic after) =>
        Value("name", before.Name, after.Name)
            .Concat(Value("definition", before.Definition, after.Definition))
            .Concat(List("entities", before.Entities, after.Entities))
            .Concat(List("keywords", before.Keywords ?? [], after.Keywords ?? []));

    private static IEnumerable<string> Value(string key, string? before, string? after)
    {
        if (before != after)
            yield return $"{key}: \"{before}\" → \"{after}\"";
    }

    private static IEnumerable<string> List(string key, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var parts = after.Except(before).Select(item => $"+ \"{item}\"").Concat(before.Except(after).Select(item => $"- \"{item}\"")).ToList();
        if (parts.Count > 0)
            yield return $"{key}: {string.Join(", ", parts)}";
    }

    /// <summary>The items of both lists by name: the second's order, then what it lacks.</summary>
    private static IEnumerable<(string Name, T? Before, T? After)> Paired<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name)
        where T : class
    {
        var old = before.ToDictionary(item => PromptKey.Of(name(item)), StringComparer.Ordinal);
        foreach (var item in after)
            yield return (name(item), old.Remove(PromptKey.Of(name(item)), out var was) ? was : null, item);
        foreach (var item in before.Where(item => old.ContainsKey(PromptKey.Of(name(item)))))
            yield return (name(item), item, null);
    }
}
