using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Storage.Blobs;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>
/// Theme Expansion and Subtopic Division (InstructEngine, arXiv 2504.10329): decides which themes and subtopics a run's taxonomy has, from a lexicon
/// or an imported file, which a language model may extend.
/// </summary>
internal sealed class TaxonomyPlanner(IBlobStore blobs, IThemeWriter writer)
{
    private const string LanguageModel = "language-model";

    /// <summary>Whether a taxonomy takes longer than a message may be held: a model writes it.</summary>
    public static bool IsLong(TaxonomySpec spec) => spec.Writer == LanguageModel;

    /// <exception cref="RunFailureException">The lexicon, the file or the language model does not give what the spec asks for.</exception>
    public async Task<IReadOnlyList<PlannedTheme>> PlanAsync(
        RunRequested run, IReadOnlyList<PromptEvidence> sample, Action<int, int>? report, CancellationToken cancellationToken)
    {
        var spec = run.Spec.Taxonomy;
        var imported = spec.Import is { } import ? await ReadAsync(import, cancellationToken) : null;
        if (IsLong(spec))
        {
            var start = imported?.Themes ?? Start(LexiconFile.Load(spec.Lexicon), sample, spec);
            return PlannedTheme.All(await writer.ExtendAsync(run, start, sample, report, cancellationToken), sample);
        }

        return imported is not null ? PlannedTheme.All(imported.Themes, sample) : FromLexicon(LexiconFile.Load(spec.Lexicon), sample, spec);
    }

    /// <summary>Where the leaves of a run's taxonomy have their ids from.</summary>
    /// <returns>The lexicon's name; null where no lexicon wrote them.</returns>
    public static string? LexiconOf(TaxonomySpec spec) => spec.Import is null && !IsLong(spec) ? spec.Lexicon : null;

    /// <summary>In a few words, for people.</summary>
    public static string OriginOf(TaxonomySpec spec)
    {
        var start = spec.Import is null ? $"lexicon {spec.Lexicon}" : "imported file";
        return IsLong(spec) ? (start == "lexicon none" ? "language model" : $"{start}, extended by a language model") : start;
    }

    private static IReadOnlyList<PlannedTheme> FromLexicon(Lexicon lexicon, IReadOnlyList<PromptEvidence> sample, TaxonomySpec spec)
    {
        var evidence = EvidenceCollector.Collect(lexicon, sample);
        if (lexicon.Seeds.Count == 0)
        {
            ThemeSelection.EnsureEnough(lexicon.Name, lexicon.Themes, spec);
            return ThemeSelection.Select(lexicon.Themes, evidence, spec);
        }

        return
        [
            .. ThemeExpander.Expand(lexicon, evidence, spec)
                .Select(theme => PlannedTheme.Of(theme, evidence[theme], SubtopicDivider.Choose(theme, evidence[theme], spec))),
        ];
    }

    /// <summary>What a language model goes on from: all that the lexicon has, at most the targets.</summary>
    private static IReadOnlyList<LexiconTheme> Start(Lexicon lexicon, IReadOnlyList<PromptEvidence> sample, TaxonomySpec spec)
    {
        IReadOnlyList<LexiconTheme> themes = lexicon.Seeds.Count > 0 ? [.. lexicon.Seeds] : lexicon.Themes;
        var evidence = EvidenceCollector.Collect(lexicon, sample);
        return [.. ThemeSelection.Select(themes, evidence, spec).Select(planned => planned.Theme)];
    }

    private async Task<TaxonomyOutline> ReadAsync(string import, CancellationToken cancellationToken)
    {
        var blob = BlobText.Parse(import)
            ?? throw new RunFailureException(
                $"taxonomy.import is '{import}': a service reads no files. Give the file to the command line (run or submit --taxonomy FILE), which stores it.");
        try
        {
            return OutlineFile.Read(await blobs.ReadAsync(blob, cancellationToken), "The imported taxonomy");
        }
        catch (BlobNotFoundException exception)
        {
            throw new RunFailureException($"taxonomy.import names the taxonomy {blob.Sha256}, which is not in the blob store: run or submit again with --taxonomy FILE.", exception);
        }
        catch (OutlineException exception)
        {
            throw new RunFailureException(exception.Message, exception);
        }
    }
}
