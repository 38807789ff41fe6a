using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The demo's instruction triples as instruction-svc writes them, in a fixed random order: any prefix is a fair sample of leaves and dimensions.</summary>
internal static class DemoTriples
{
    public const string RunId = "alignment-benchmark";

    public static IReadOnlyList<InstructionTripleCreated> Write(RunSpec spec) =>
    [
        .. DemoLeaves.Of(spec)
            .SelectMany(leaf => TripleWriter.Write(RunId, leaf, spec.Instructions, spec.Seed))
            .Where(triple => triple.Created is not null)
            .Select(triple => triple.Created!)
            .OrderBy(triple => ContentSeeds.Derive(spec.Seed, "order", triple.TripleId)),
    ];
}
