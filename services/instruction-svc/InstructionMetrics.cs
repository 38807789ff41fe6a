using System.Diagnostics.Metrics;
using InstructEngine.InstructionService.Writing;

namespace InstructEngine.InstructionService;

/// <summary>What instruction-svc counts.</summary>
internal static class InstructionMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Triples = Meter.CreateCounter<long>(
        "instructengine_triples_total", description: "Instruction triples by outcome (created, rejected) and dimension.");

    public static void Count(LeafTriple triple) => Triples.Add(
        1,
        new KeyValuePair<string, object?>("outcome", triple.Created is null ? "rejected" : "created"),
        new KeyValuePair<string, object?>("dimension", triple.Dimension.ToString()));
}
