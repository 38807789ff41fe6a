using InstructEngine.Cli.Embedded;

namespace InstructEngine.Cli.Folders;

/// <summary>Where a run goes when no folder is named: the same place for the same inputs, so that running again goes on.</summary>
internal static class DefaultFolder
{
    private const int LongestName = 40;

    public static string Of(RunInputs inputs) => Path.Combine("runs", $"{Slug(inputs.Spec.Name)}-{inputs.RunId[..8]}");

    private static string Slug(string name)
    {
        var slug = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join('-', slug);
        return joined.Length == 0 ? "run" : joined[..Math.Min(joined.Length, LongestName)].TrimEnd('-');
    }
}
