using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.EvalService.Reporting;

/// <summary>How <c>summary.json</c> is written.</summary>
public static class SummaryJson
{
    public static JsonSerializerOptions Options { get; } = new(StorageJson.Options) { WriteIndented = true };

    public static byte[] Write(RunSummary summary) => [.. JsonSerializer.SerializeToUtf8Bytes(summary, Options), (byte)'\n'];

    /// <exception cref="JsonException">It is no summary.</exception>
    public static RunSummary Read(string json) =>
        JsonSerializer.Deserialize<RunSummary>(json, Options) ?? throw new JsonException("The summary is null.");
}
