using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Cluster.Tests;

/// <summary>A run on a cluster with one faulty service, held against the same run undisturbed.</summary>
internal sealed class FaultTrial : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder;
    private readonly Broker _broker;
    private readonly string _service;
    private readonly string _rendered;
    private readonly string _rejected;
    private Dictionary<string, string> _fault = [];

    private FaultTrial(TemporaryFolder folder, Broker broker, Cluster cluster, string service, UndisturbedRun undisturbed, string rendered, string rejected) =>
        (_folder, _broker, Cluster, _service, Undisturbed, _rendered, _rejected) = (folder, broker, cluster, service, undisturbed, rendered, rejected);

    public Cluster Cluster { get; }

    public UndisturbedRun Undisturbed { get; }

    public string RunId { get; private set; } = "";

    /// <summary>Submits a run that ends with its dataset to a cluster as it is delivered: the test is the fault.</summary>
    public static Task<FaultTrial> StartAsync() => StartAsync(null, []);

    /// <summary>Submits a run that ends with its dataset to a cluster in which one service has the fault, as the variables of <c>faulty-service</c> describe it.</summary>
    /// <param name="repeats">Whether the fault comes each time; else it comes once.</param>
    public static Task<FaultTrial> StartAsync(string service, string point, string kind = "kill", int skip = 3, int seconds = 0, bool repeats = false) => StartAsync(service, new()
    {
        ["FAULT_POINT"] = point,
        ["FAULT_KIND"] = kind,
        ["FAULT_SKIP"] = $"{skip}",
        ["FAULT_SECONDS"] = $"{seconds}",
        ["FAULT_MARKER"] = repeats ? "" : "fault-has-been",
    });

    private static async Task<FaultTrial> StartAsync(string? service, Dictionary<string, string> fault)
    {
        var undisturbed = await UndisturbedRun.ToItsDatasetAsync();
        var folder = new TemporaryFolder();
        var broker = await Broker.ConnectAsync();
        var trial = new FaultTrial(
            folder, broker, await Cluster.StartAsync(folder.Path, null, service is null ? [] : [service]), service ?? "", undisturbed,
            await broker.SubscribeAsync(nameof(ImagePairRendered)), await broker.SubscribeAsync(nameof(ImagePairRejected)));
        try
        {
            if (service is not null)
            {
                fault["FAULT_MARKER"] = fault["FAULT_MARKER"] is { Length: > 0 } marker ? folder[marker] : "";
                trial.StartService(fault);
                await trial.Cluster.WaitUntilReadyAsync(service);
            }

            await File.WriteAllTextAsync(folder["spec.json"], undisturbed.Spec);
            var submitted = await CommandLine.RunAsync("submit", "--server", trial.Cluster.Server, "--spec", folder["spec.json"]);
            Assert.True(submitted.ExitCode == 0, submitted.Error + trial.Cluster.Logs());
            trial.RunId = submitted.Output.Trim();
            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the fault has killed its service, and starts that again, as it is delivered.</summary>
    public async Task RestartAfterTheKillAsync()
    {
        const int Killed = 128 + 9;
        Assert.Equal(Killed, await Cluster.Process(_service).ExitCodeAsync(s_patience));
        await Cluster.Process(_service).DisposeAsync();
        Cluster.Start(_service);
    }

    /// <summary>Starts the service with its fault again, as an orchestrator does.</summary>
    public async Task StartFaultyAgainAsync()
    {
        await Cluster.Process(_service).DisposeAsync();
        Cluster.Start(_service, _fault, Programs.FaultyService);
    }

    /// <summary>The run completes; every triple has its one record, its blobs and its events, and no error queue has anything of the run.</summary>
    public async Task EndsLikeTheUndisturbedRunAsync()
    {
        var watched = await CommandLine.RunAsync("watch", RunId, "--server", Cluster.Server, "--json");
        Assert.True(watched.ExitCode == 0, watched.Error + Cluster.Logs());
        Assert.Equal(Undisturbed.DatasetHash, JsonDocument.Parse(watched.Output).RootElement.GetProperty("datasetHash").GetString());
        Assert.Equal(Undisturbed.Pairs, await StoredRecords.ReadAsync(Cluster.DatabasePath, Collections.Pairs, RunId));
        Assert.Equal(Undisturbed.RejectedPairs, await StoredRecords.ReadAsync(Cluster.DatabasePath, Collections.RejectedPairs, RunId));

        using var store = new SqliteDocumentStore(Cluster.DatabasePath);
        var pairs = await StoredAsync<ImagePairRendered>(store, Collections.Pairs);
        foreach (var blob in pairs.Values.SelectMany(pair => new[] { pair.PreferredImage.Blob, pair.DispreferredImage.Blob }))
        {
            await Cluster.Blobs.ReadAsync(blob, CancellationToken.None);
        }

        await AnnouncedAsync(_rendered, pairs, pair => pair.TripleId);
        await AnnouncedAsync(_rejected, await StoredAsync<ImagePairRejected>(store, Collections.RejectedPairs), pair => pair.TripleId);

        var deadLetters = await CommandLine.RunInAsync(Broker.Environment(), "dlq", "list", "--json");
        Assert.True(deadLetters.ExitCode == 0, deadLetters.Error);
        Assert.DoesNotContain(RunId, deadLetters.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _broker.DeleteAsync(_rendered);
        await _broker.DeleteAsync(_rejected);
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    private void StartService(Dictionary<string, string> fault)
    {
        fault["FAULT_SERVICE"] = _service;
        _fault = fault;
        Cluster.Start(_service, _fault, Programs.FaultyService);
    }

    private async Task<Dictionary<string, T>> StoredAsync<T>(SqliteDocumentStore store, string collection)
        where T : class =>
        await ((IDocumentStore)store).ListAsync<T>(collection, RunId, CancellationToken.None).ToDictionaryAsync(stored => stored.Id, stored => stored.Value);

    /// <summary>An event may come again, and it may come after the run has ended; it says what is stored, and no event says anything else.</summary>
    private async Task AnnouncedAsync<T>(string queue, Dictionary<string, T> stored, Func<T, string> idOf)
        where T : class
    {
        var announced = new HashSet<string>();
        var limit = DateTime.UtcNow + s_patience;
        while (announced.Count < stored.Count || await _broker.CountAsync(queue) > 0)
        {
            if (await _broker.TakeAsync(queue) is { } message)
            {
                var pair = JsonSerializer.Deserialize<T>(message.Body.Span, StorageJson.Options)!;
                Assert.Equal(stored[idOf(pair)], pair);
                announced.Add(idOf(pair));
                continue;
            }

            Assert.True(DateTime.UtcNow < limit, $"Of {stored.Count} {typeof(T).Name} {announced.Count} were announced.{Cluster.Logs()}");
            await Task.Delay(50);
        }
    }
}
