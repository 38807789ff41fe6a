using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;
using InstructEngine.RenderService.Pairs;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary>Renders some pairs of every leaf that the demo world can draw, as many leaves as there are, and tells which are rejected and why.</summary>
internal sealed class RejectionsPart(string models, int leaves, int pairs, int attempts)
{
    public async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        // As many themes and subtopics as the lexicon has.
        var demo = RunSpecReader.Demo();
        var spec = demo with
        {
            Taxonomy = demo.Taxonomy with { Themes = 1000, SubtopicsPerTheme = 1000 },
            Instructions = demo.Instructions with { TriplesPerLeaf = pairs },
            Rendering = demo.Rendering with { Attempts = attempts },
        };
        var all = DemoLeaves.Of(spec);
        var chosen = all.Take(leaves).Select(leaf => leaf.LeafId).ToHashSet();
        var triples = DemoTriples.Write(spec).Where(triple => chosen.Contains(triple.LeafId)).ToArray();
        output.WriteLine(FormattableString.Invariant(
            $"{leaves} leaves asked for; the demo's lexicon has {all.Count} that its world can draw. {chosen.Count} leaves × {pairs} pairs, {triples.Length} triples, at most {attempts} attempts, margin {spec.Rendering.Margin}, least score {spec.Rendering.MinScore}\n"));

        await using var world = await RenderingWorld.OpenAsync(models, stop);
        var began = TimeProvider.System.GetTimestamp();
        var outcomes = await world.RenderAsync(triples, spec, stop);
        Write(output, triples, outcomes);
        var drawn = outcomes.Sum(outcome => outcome.Rendered is { } pair ? pair.Attempt + 1 : outcome.Rejected!.Attempts);
        output.WriteLine(FormattableString.Invariant($"\n{drawn} attempts in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s"));
    }

    private static void Write(TextWriter output, InstructionTripleCreated[] triples, IReadOnlyList<PairOutcome> outcomes)
    {
        var dimensions = Enum.GetValues<Dimension>();
        var ended = triples.Zip(outcomes, (triple, outcome) => (triple.Dimension, Kind: outcome.Rejected?.Reason.Split(':')[0])).ToArray();
        output.WriteLine($"| | {string.Join(" | ", dimensions)} | all |\n|---|{string.Concat(dimensions.Select(_ => "---|"))}---|");
        Row("pairs", _ => true, share: false);
        Row("kept", entry => entry.Kind is null);
        foreach (var kind in ended.Where(entry => entry.Kind is not null).CountBy(entry => entry.Kind!).OrderByDescending(count => count.Value))
            Row($"rejected: {kind.Key}", entry => entry.Kind == kind.Key);
        Row("rejected", entry => entry.Kind is not null);

        void Row(string name, Func<(Dimension Dimension, string? Kind), bool> counts, bool share = true)
        {
            var cells = dimensions.Select(dimension => Cell(ended.Where(entry => entry.Dimension == dimension).ToArray())).Append(Cell(ended));
            output.WriteLine($"| {name} | {string.Join(" | ", cells)} |");

            string Cell((Dimension, string?)[] among)
            {
                var number = among.Count(counts);
                return share && among.Length > 0 ? FormattableString.Invariant($"{number} ({100.0 * number / among.Length:F1} %)") : $"{number}";
            }
        }
    }
}
