using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Outlines;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>A taxonomy that a command line names: a file, a run's folder (<c>DIR</c>, or <c>DIR@2</c> for a version of its review), or <c>lexicon:default</c>.</summary>
internal static class TaxonomySource
{
    private const string Lexicon = "lexicon:";

    /// <exception cref="CommandFailure">There is no such taxonomy.</exception>
    public static async Task<TaxonomyOutline> ReadAsync(string source, CancellationToken cancellationToken)
    {
        if (source.StartsWith(Lexicon, StringComparison.Ordinal))
            return OfLexicon(source[Lexicon.Length..]);

        var (folder, version) = Versioned(source);
        if (!Directory.Exists(folder))
            return TaxonomyFiles.Read(source, "The taxonomy");

        using var desk = await FolderDesk.OpenAsync(folder, cancellationToken);
        return await desk.ReadAsync(version, cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static TaxonomyOutline OfLexicon(string name)
    {
        try
        {
            return LexiconOutlines.Of(name);
        }
        catch (RunFailureException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"There is no lexicon '{name}'; there is: {string.Join(", ", LexiconOutlines.Names)}.");
        }
    }

    private static (string Folder, int? Version) Versioned(string source)
    {
        var at = source.LastIndexOf('@');
        return at > 0 && !Directory.Exists(source) && int.TryParse(source[(at + 1)..], out var version) ? (source[..at], version) : (source, null);
    }
}
