namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>The names under which files keep their prompts: a CSV column or a JSON key.</summary>
internal static class PromptColumn
{
    public const string Choices = "prompt, caption, text or instruction";

    private static readonly string[] Names = ["prompt", "caption", "text", "instruction"];

    /// <summary>Index of the best-named column, case and plural aside; -1 when none has such a name.</summary>
    public static int Find(IReadOnlyList<string> columns)
    {
        foreach (var name in Names)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (IsNamed(columns[i], name))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static bool IsNamed(string column, string name)
    {
        ReadOnlySpan<char> trimmed = column.AsSpan().Trim().Trim('"');
        return trimmed.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (trimmed.Length == name.Length + 1
                && trimmed[^1] is 's' or 'S'
                && trimmed[..^1].Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
