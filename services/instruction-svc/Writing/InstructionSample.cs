using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Some of the triples that a run over the default lexicon would write, drawn at random, to be read by a person.</summary>
internal static class InstructionSample
{
    /// <param name="spec">Its seed also chooses the sample.</param>
    /// <param name="count">Fewer than the spec's triples of 400 leaves.</param>
    public static async Task<IReadOnlyList<(string Source, InstructionTripleCreated Triple)>> DrawAsync(
        RunSpec spec, int count, TripleQualities qualities, CancellationToken cancellationToken)
    {
        var random = SeededRandom.For(spec.Seed, "sample", $"{count}");
        var leaves = LexiconLeaves.All;
        var writer = new InstructionWriter(qualities);
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        var sample = new List<(string, InstructionTripleCreated)>();
        while (sample.Count < count)
        {
            var leaf = random.Pick(leaves);
            var triples = await writer.WriteAsync("sample", leaf, spec, cancellationToken);
            if (random.Pick(triples).Created is { } triple && drawn.Add(triple.TripleId))
                sample.Add((leaf.Source!, triple));
        }

        return sample;
    }
}
