using System.Text.Json;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;
using InstructEngine.Storage;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What was measured and how its figures are shown: kept, so that a report can be written again without drawing or scoring anything.</summary>
internal sealed record EvaluationRecord(EvaluationOutcome Outcome, IReadOnlyList<ScorerDescription> Scorers)
{
    // The lists of the outcome hold tuples.
    private static readonly JsonSerializerOptions Options = new(StorageJson.Options) { IncludeFields = true };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="JsonException">It is no record.</exception>
    public static EvaluationRecord FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<EvaluationRecord>(json, Options) ?? throw new JsonException("The record is null.");
}
