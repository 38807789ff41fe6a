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
    private const int TriplesPerDimension = 8;

    public async Task<ReportData> ReadAsync(
        RunDocument run, RunSummary summary, EvaluationOutcome outcome, IReadOnlyList<ScorerDescription> scorers, EpochCompleted checkpoint,
        CancellationToken cancellationToken)
    {
        var (pairs, examples) = await ReadPairsAsync(run.RunId, cancellationToken);
        var coverage = await CoverageReader.ReadAsync(documents, run.RunId, cancellationToken);
        var comparisons = ExampleChooser.Choose(outcome.Headline, outcome.Prompts, EvaluationSeeds.Examples(run.Spec.Seed));
        return new ReportData(
            summary,
            outcome,
            scorers,
            comparisons,
            await TrainingCurvesReader.ReadAsync(documents, run.RunId, cancellationToken),
            examples,
            await ReadThemesAsync(run.RunId, pairs, coverage, cancellationToken),
            await CorpusReportReader.ReadAsync(documents, run.RunId, cancellationToken),
            checkpoint,
            RendererHash(pairs),
            CorpusHash(run),
            ProductVersion,
            await ReportImages.ReadAsync(blobs, comparisons, examples, cancellationToken))
        {
            Coverage = coverage,
        };
    }

    /// <summary>What a run that ends before its training has to show.</summary>
    public async Task<MadeData> ReadAsync(RunDocument run, RunSummary summary, CancellationToken cancellationToken)
    {
        var (pairs, examples) = await ReadPairsAsync(run.RunId, cancellationToken);
        var coverage = await CoverageReader.ReadAsync(documents, run.RunId, cancellationToken);
        return new MadeData(
            summary,
            examples,
            await ReadThemesAsync(run.RunId, pairs, coverage, cancellationToken),
            await CorpusReportReader.ReadAsync(documents, run.RunId, cancellationToken),
            RendererHash(pairs),
            CorpusHash(run),
            ProductVersion,
            await ReportImages.ReadAsync(blobs, [], examples, cancellationToken))
        {
            Coverage = coverage,
            ExampleTriples = examples.Count > 0 ? [] : await ChooseTriplesAsync(run.RunId, cancellationToken),
        };
    }

    private static string ProductVersion =>
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static string RendererHash(List<ImagePairRendered> pairs) => string.Join(", ", pairs.Select(pair => pair.RendererHash).Distinct());

    private static string CorpusHash(RunDocument run) => run.Corpus?.Sha256 ?? MadeData.BuiltInCorpus;

    private async Task<(List<ImagePairRendered> All, List<ImagePairRendered> Examples)> ReadPairsAsync(string runId, CancellationToken cancellationToken)
    {
        var pairs = await documents.ListAsync<ImagePairRendered>(Collections.Pairs, runId, cancellationToken)
            .Select(found => found.Value).ToListAsync(cancellationToken);
        return (pairs, ChoosePairs(pairs));
    }

    /// <summary>The first of each dimension in the order of their ids, which follows nothing else; of different leaves.</summary>
    private async Task<List<InstructionTripleCreated>> ChooseTriplesAsync(string runId, CancellationToken cancellationToken)
    {
        var chosen = Enum.GetValues<Dimension>().ToDictionary(dimension => dimension, _ => new Dictionary<string, InstructionTripleCreated>());
        await foreach (var triple in documents.ListAsync<InstructionTripleCreated>(Collections.Triples, runId, cancellationToken))
        {
            if (chosen[triple.Value.Dimension] is { Count: < TriplesPerDimension } some)
                some.TryAdd(triple.Value.LeafId, triple.Value);
        }

        return [.. chosen.Values.SelectMany(some => some.Values)];
    }

    /// <summary>Some pairs of each dimension, of different leaves where there are enough.</summary>
    private static List<ImagePairRendered> ChoosePairs(List<ImagePairRendered> pairs) =>
    [
        .. from dimension in Enum.GetValues<Dimension>()
           let own = pairs.Where(pair => pair.Dimension == dimension).ToList()
           from pair in own.DistinctBy(pair => pair.LeafId).Concat(own).Distinct().Take(PairsPerDimension)
           select pair,
    ];

    private async Task<IReadOnlyList<ThemeBranch>> ReadThemesAsync(
        string runId, List<ImagePairRendered> pairs, CoverageFigures? coverage, CancellationToken cancellationToken)
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
                                leaf.Name, leaf.Entities, leaf.OutsideWorld, triplesByLeaf.GetValueOrDefault(leaf.LeafId), pairsByLeaf.GetValueOrDefault(leaf.LeafId),
                                coverage is not null && coverage.Evidence.TryGetValue(leaf.LeafId, out var evidence) ? evidence : null)
               let branch = new ThemeBranch(theme.Name, theme.Definition, [.. leaves], theme.Evidence, theme.EvidenceCount)
               orderby theme.Position
               select branch,
        ];
    }

    /// <summary>A stored theme: the event's content, its place and how much speaks for it.</summary>
    private sealed record Theme(
        string Name, string Definition, IReadOnlyList<Subtopic> Subtopics, IReadOnlyList<PromptEvidence> Evidence, int Position, int EvidenceCount);
}
