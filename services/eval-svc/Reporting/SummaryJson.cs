using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.EvalService.Reporting;

/// <summary>How <c>summary.json</c> is written.</summary>
internal static class SummaryJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(RunSummary summary) => [.. JsonSerializer.SerializeToUtf8Bytes(summary, Options), (byte)'\n'];
}
