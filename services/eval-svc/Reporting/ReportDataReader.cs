using System.Reflection;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Hosting.Runs;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Gathers what the report shows from what the services stored.</summary>
internal sealed class ReportDataReader(IDocumentStore documents, IBlobStore blobs)
{
    private const int PairsPerDimension = 4;

    public async Task<ReportData> ReadAsync(
        RunDocument run, RunSummary summary, EvaluationOutcome outcome, IReadOnlyList<ScorerDescription> scorers, EpochCompleted checkpoint,
        CancellationToken cancellationToken)
    {
        var pairs = await documents.ListAsync<ImagePairRendered>(Collections.Pairs, run.RunId, cancellationToken)
            .Select(found => found.Value).ToListAsync(cancellationToken);
        var examples = ChoosePairs(pairs);
        var comparisons = ExampleChooser.Choose(outcome.Headline, outcome.Prompts, EvaluationSeeds.Examples(run.Spec.Seed));
        return new ReportData(
            summary,
            outcome,
            scorers,
            comparisons,
            await TrainingCurvesReader.ReadAsync(documents, run.RunId, cancellationToken),
            examples,
            await ReadThemesAsync(run.RunId, pairs, cancellationToken),
            await CorpusReportReader.ReadAsync(documents, run.RunId, cancellationToken),
            checkpoint,
            string.Join(", ", pairs.Select(pair => pair.RendererHash).Distinct()),
            run.Corpus?.Sha256 ?? "built in",
            Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            await ReadImagesAsync(comparisons, examples, cancellationToken));
    }

    /// <summary>Some pairs of each dimension, of different leaves where there are enough.</summary>
    private static List<ImagePairRendered> ChoosePairs(List<ImagePairRendered> pairs) =>
    [
        .. from dimension in Enum.GetValues<Dimension>()
           let own = pairs.Where(pair => pair.Dimension == dimension).ToList()
           from pair in own.DistinctBy(pair => pair.LeafId).Concat(own).Distinct().Take(PairsPerDimension)
           select pair,
    ];

    private async Task<IReadOnlyList<ThemeBranch>> ReadThemesAsync(string runId, List<ImagePairRendered> pairs, CancellationToken cancellationToken)
    {
        var pairsByLeaf = pairs.CountBy(pair => pair.LeafId).ToDictionary();
        var triplesByLeaf = await documents.ListAsync<InstructionTripleCreated>(Collections.Triples, runId, cancellationToken)
            .CountBy(found => found.Value.LeafId).ToDictionaryAsync(cancellationToken: cancellationToken);
        var themes = await documents.ListAsync<Theme>(Collections.Themes, runId, cancellationToken)
            .Select(found => found.Value).ToListAsync(cancellationToken);
        return
        [
            .. from theme in themes
               let leaves = from leaf in theme.Subtopics
                            select new LeafBranch(
                                leaf.Name, leaf.Entities, leaf.OutsideWorld, triplesByLeaf.GetValueOrDefault(leaf.LeafId), pairsByLeaf.GetValueOrDefault(leaf.LeafId))
               let branch = new ThemeBranch(theme.Name, theme.Definition, [.. leaves], theme.Evidence, theme.EvidenceCount)
               orderby theme.Position
               select branch,
        ];
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ReadImagesAsync(
        IReadOnlyList<ComparisonGroup> comparisons, List<ImagePairRendered> pairs, CancellationToken cancellationToken)
    {
        var shown = comparisons.SelectMany(group => group.Rows).SelectMany(row => new[] { row.Base.Blob, row.Aligned.Blob })
            .Concat(pairs.SelectMany(pair => new[] { pair.PreferredImage.Blob, pair.DispreferredImage.Blob }))
            .DistinctBy(blob => blob.Sha256);
        var images = new Dictionary<string, byte[]>();
        foreach (var blob in shown)
            images[blob.Sha256] = await blobs.ReadAsync(blob, cancellationToken);
        return images;
    }

    /// <summary>A stored theme: the event's content, its place and how much speaks for it.</summary>
    private sealed record Theme(
        string Name, string Definition, IReadOnlyList<Subtopic> Subtopics, IReadOnlyList<PromptEvidence> Evidence, int Position, int EvidenceCount);
}
