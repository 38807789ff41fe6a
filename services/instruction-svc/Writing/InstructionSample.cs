using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Some of the triples that a run over the default lexicon would write, drawn at random, to be read by a person.</summary>
internal static class InstructionSample
{
    /// <param name="spec">Its seed also chooses the sample.</param>
    public static async Task<IReadOnlyList<(string Source, InstructionTripleCreated Triple)>> DrawAsync(
        RunSpec spec, int count, TripleQualities qualities, CancellationToken cancellationToken)
    {
        var random = SeededRandom.For(spec.Seed, "sample", $"{count}");
        var leaves = LexiconLeaves.All;
        var writer = new InstructionWriter(qualities);
        var sample = new List<(string, InstructionTripleCreated)>();
        while (sample.Count < count)
        {
            var leaf = random.Pick(leaves);
            var triples = (await writer.WriteAsync("sample", leaf, spec, cancellationToken)).Where(triple => triple.Created is not null).ToList();
            if (triples.Count > 0)
                sample.Add((leaf.Source!, random.Pick(triples).Created!));
        }

        return sample;
    }
}
