using System.Text.Json;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cluster.Tests;

/// <summary>An embedded run that nothing disturbs: what a run of the same spec under a fault must come to.</summary>
/// <param name="Pairs">The records, without the times that drawing took.</param>
internal sealed record UndisturbedRun(string Spec, string DatasetHash, IReadOnlyList<string> Pairs, IReadOnlyList<string> RejectedPairs)
{
    private static Task<UndisturbedRun>? s_toItsDataset;

    /// <summary>A small run that ends with its dataset, made once for all tests.</summary>
    public static Task<UndisturbedRun> ToItsDatasetAsync() => s_toItsDataset ??= RunAsync(
        """{ "name": "small", "seed": 3, "until": "dataset", "instructions": { "triplesPerLeaf": 3 }, "rendering": { "steps": 8 } }""");

    public static async Task<UndisturbedRun> RunAsync(string spec)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["spec.json"], spec);
        var (exitCode, output, error) = await CommandLine.RunAsync("run", "--spec", folder["spec.json"], "--out", folder["run"], "--json");
        Assert.True(exitCode == 0, error);
        var summary = JsonDocument.Parse(output).RootElement;
        return new(
            spec,
            summary.GetProperty("datasetHash").GetString()!,
            await ReadAsync(Collections.Pairs),
            await ReadAsync(Collections.RejectedPairs));

        Task<List<string>> ReadAsync(string collection) => StoredRecords.ReadAsync(folder["run/run.db"], collection, summary.GetProperty("runId").GetString()!);
    }
}
