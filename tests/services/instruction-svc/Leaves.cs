using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions;

/// <summary>The demo world's twelve leaves.</summary>
internal static class Leaves
{
    public static IReadOnlyList<Subtopic> All { get; } =
    [
        .. from color in new[] { "red", "green", "blue", "yellow" }
           from shape in new[] { "square", "cross", "ring" }
           select Of($"{color} {shape}"),
    ];

    public static Subtopic Of(string entity) => new($"leaf-{entity}", entity, [entity], null);

    public static IReadOnlyList<LeafTriple> Write(Subtopic leaf, int triples = 60, long seed = 7, string runId = "run-1") =>
        TripleWriter.Write(runId, leaf, Specs.Instructions with { TriplesPerLeaf = triples }, seed);

    public static IEnumerable<InstructionTripleCreated> Created(this IEnumerable<LeafTriple> triples) => triples.Select(triple => Assert.IsType<InstructionTripleCreated>(triple.Created));
}
