namespace InstructEngine.Lexicons.Suites;

/// <summary>Suites as tables: the column of prompts, and the one of categories where there is one, are known by their names.</summary>
internal static class SuiteRows
{
    /// <summary>As DrawBench, PartiPrompts, Pick-a-Pic and HPS name them.</summary>
    public static readonly string[] PromptColumns = ["prompt", "prompts", "caption", "text"];

    public static readonly string[] CategoryColumns = ["category", "categories"];

    /// <exception cref="InvalidDataException">There is no column of prompts.</exception>
    public static IEnumerable<SuiteLine> Of(IEnumerable<string[]> rows, string source)
    {
        using var row = rows.GetEnumerator();
        if (!row.MoveNext())
            yield break;

        var header = row.Current;
        var prompts = Find(header, PromptColumns);
        var categories = Find(header, CategoryColumns);
        if (prompts < 0)
            throw new InvalidDataException($"{source} has no column of prompts: one of {string.Join(", ", PromptColumns)} is needed; there are {Shown(header)}.");

        for (var number = 2; row.MoveNext(); number++)
        {
            var fields = row.Current;
            if (prompts < fields.Length)
                yield return new SuiteLine(fields[prompts], categories >= 0 && categories < fields.Length ? fields[categories] : null, $"row {number}");
        }
    }

    private static int Find(string[] header, string[] names) => Array.FindIndex(header, name => names.Contains(name.Trim().ToLowerInvariant()));

    private static string Shown(string[] header)
    {
        var shown = string.Join(", ", header);
        return shown.Length <= 200 ? shown : shown[..200] + "…";
    }
}
