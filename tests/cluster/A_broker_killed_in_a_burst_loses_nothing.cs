using System.Globalization;
using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Cluster.Tests;

public sealed class A_broker_killed_in_a_burst_loses_nothing
{
    private const int Leaves = 400;

    /// <summary>20,000 with <c>INSTRUCTENGINE_TEST_BURST=20000</c>.</summary>
    private static readonly int s_triples = int.Parse(Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_BURST") ?? "4000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_triple_is_stored_once_and_announced()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["spec.json"],
            $$"""
            { "name": "burst", "seed": 5, "until": "instructions", "taxonomy": { "lexicon": "default", "themes": 20, "subtopicsPerTheme": 20 },
              "instructions": { "triplesPerLeaf": {{s_triples / Leaves}} } }
            """);
        var undisturbed = await CommandLine.RunAsync("run", "--spec", folder["spec.json"], "--out", folder["embedded"], "--json");
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);
        await using var server = await OwnBroker.StartAsync(folder["broker"], "");
        await using var cluster = await Cluster.StartAsync(folder.Path, server.Environment());
        var queue = await SubscribeAsync(server);

        var submitted = await CommandLine.RunAsync("submit", "--server", cluster.Server, "--spec", folder["spec.json"]);
        Assert.True(submitted.ExitCode == 0, submitted.Error + cluster.Logs());
        var runId = submitted.Output.Trim();
        using var store = new SqliteDocumentStore(cluster.DatabasePath);
        while (await store.CountAsync(Collections.Triples, runId, CancellationToken.None) < s_triples / 4)
        {
            await Task.Delay(20);
        }

        await server.KillAsync();
        Assert.True(await store.CountAsync(Collections.Triples, runId, CancellationToken.None) < s_triples, "the burst was over before the broker was killed");
        await server.StartAgainAsync();
        var watched = await CommandLine.RunAsync("watch", runId, "--server", cluster.Server, "--json");

        Assert.True(watched.ExitCode == 0, watched.Error + cluster.Logs());
        Assert.Equal(
            await StoredRecords.ReadAsync(folder["embedded/run.db"], Collections.Triples, runId),
            await StoredRecords.ReadAsync(cluster.DatabasePath, Collections.Triples, runId));
        await AnnouncedAsync(server, queue, await ((IDocumentStore)store).ListAsync<InstructionTripleCreated>(Collections.Triples, runId, CancellationToken.None).ToDictionaryAsync(triple => triple.Id, triple => triple.Value));
        var deadLetters = await CommandLine.RunInAsync(server.Environment(), "dlq", "list", "--json");
        Assert.True(deadLetters.ExitCode == 0, deadLetters.Error);
        Assert.DoesNotContain(runId, deadLetters.Output, StringComparison.Ordinal);
    }

    private static async Task<string> SubscribeAsync(OwnBroker server)
    {
        await using var broker = await Broker.ConnectAsync(server.Address);
        return await broker.SubscribeAsync(nameof(InstructionTripleCreated));
    }

    private static async Task AnnouncedAsync(OwnBroker server, string queue, Dictionary<string, InstructionTripleCreated> stored)
    {
        await using var broker = await Broker.ConnectAsync(server.Address);
        var announced = new HashSet<string>();
        while (await broker.TakeAsync(queue) is { } message)
        {
            var triple = JsonSerializer.Deserialize<InstructionTripleCreated>(message.Body.Span, StorageJson.Options)!;
            Assert.Equal(stored[triple.TripleId], triple);
            announced.Add(triple.TripleId);
        }

        Assert.Equal(stored.Count, announced.Count);
    }
}
