using System.Diagnostics.Metrics;
using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing;

namespace InstructEngine.InstructionService;

/// <summary>What instruction-svc counts.</summary>
internal static class InstructionMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Triples = Meter.CreateCounter<long>(
        "instructengine_triples_total", description: "Instruction triples by outcome (created, rejected) and dimension.");

    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>(
        "instructengine_triple_rejections_total", description: "Written triples that quality control refused, by kind and dimension; most are written anew.");

    public static void Count(LeafTriple triple) => Triples.Add(
        1,
        new KeyValuePair<string, object?>("outcome", triple.Created is null ? "rejected" : "created"),
        new KeyValuePair<string, object?>("dimension", triple.Dimension.ToString()));

    public static void Count(Rejection rejection, Dimension dimension) => Rejections.Add(
        1, new KeyValuePair<string, object?>("kind", rejection.Kind), new KeyValuePair<string, object?>("dimension", dimension.ToString()));
}
