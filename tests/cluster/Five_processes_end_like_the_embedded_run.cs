using System.Text.Json;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cluster.Tests;

public sealed class Five_processes_end_like_the_embedded_run
{
    [Fact]
    public async Task Over_RabbitMQ_and_Azurite_the_taxonomy_triples_images_and_dataset_hash_are_the_same()
    {
        using var folder = new TemporaryFolder();
        var spec = SmallSpec.Write(folder["spec.json"]);
        await using var cluster = await Cluster.StartAsync(folder.Path);

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", spec);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var runId = submitted.Output.Trim();
        var watched = await CommandLine.RunAsync("watch", runId, "--server", cluster.Server, "--out", folder["watched"], "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());

        var embedded = await CommandLine.RunAsync("run", "--spec", spec, "--out", folder["embedded"], "--json");
        Assert.True(embedded.ExitCode == 0, embedded.Error);

        Assert.Equal(DatasetHash(embedded.Output), DatasetHash(watched.Output));
        foreach (var collection in new[] { Collections.Themes, Collections.Taxonomies, Collections.Triples, Collections.Pairs, Collections.RejectedPairs })
        {
            Assert.Equal(
                await StoredRecords.ReadAsync(folder["embedded/run.db"], collection, runId),
                await StoredRecords.ReadAsync(cluster.DatabasePath, collection, runId));
        }

        Assert.NotEmpty(await StoredRecords.ReadAsync(cluster.DatabasePath, Collections.Pairs, runId));
        Assert.Contains("</html>", await File.ReadAllTextAsync(folder["watched/report.html"]), StringComparison.Ordinal);
    }

    private static string DatasetHash(string summary) => JsonDocument.Parse(summary).RootElement.GetProperty("datasetHash").GetString()!;
}
