using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Protos.V1;
using InstructEngine.Storage;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>The five services as the build left them, each a process, but for render-svc, which is this program with the null renderer.</summary>
internal sealed class ScaleCluster : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly (string Project, string Name)[] s_services =
    [
        ("InstructEngine.TaxonomyService", "taxonomy-svc"),
        ("InstructEngine.InstructionService", "instruction-svc"),
        ("InstructEngine.TrainerService", "trainer-svc"),
        ("InstructEngine.EvalService", "eval-svc"),
    ];

    private readonly List<(string Name, Process Process)> _processes = [];
    private readonly Dictionary<string, string> _environment;
    private readonly string _folder;
    private readonly int _port = FreePort();

    private ScaleCluster(string folder, string models, Uri rabbitMq, string? azurite)
    {
        _folder = folder;
        DatabasePath = Path.Combine(folder, "cluster.db");
        var credentials = rabbitMq.UserInfo.Split(':');
        _environment = new()
        {
            ["LISTEN__ADDRESS"] = "127.0.0.1",
            ["BUS__RABBITMQ__HOST"] = rabbitMq.Host,
            ["BUS__RABBITMQ__PORT"] = rabbitMq.Port.ToString(CultureInfo.InvariantCulture),
            ["BUS__RABBITMQ__USERNAME"] = credentials[0],
            ["BUS__RABBITMQ__PASSWORD"] = credentials[1],
            ["STORAGE__DOCUMENTS"] = "sqlite",
            ["STORAGE__SQLITEPATH"] = DatabasePath,
            ["MODELS__ROOT"] = Path.GetFullPath(models),
        };
        if (azurite is null)
        {
            _environment["STORAGE__BLOBS"] = "file";
            _environment["STORAGE__BLOBFOLDER"] = Path.Combine(folder, "blobs");
        }
        else
        {
            _environment["STORAGE__BLOBS"] = "azure";
            _environment["STORAGE__AZURECONNECTIONSTRING"] = azurite;
            _environment["STORAGE__AZURECONTAINER"] = "scale" + Guid.NewGuid().ToString("n")[..12];
        }
    }

    public string DatabasePath { get; }

    public IReadOnlyList<(string Name, Process Process)> Processes => _processes;

    public static async Task<ScaleCluster> StartAsync(
        string folder, string models, Uri rabbitMq, string? azurite, int replicas, TimeSpan sleep, CancellationToken stop)
    {
        var cluster = new ScaleCluster(folder, models, rabbitMq, azurite);
        try
        {
            var health = new List<int>();
            foreach (var (project, name) in s_services)
            {
                var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name, name));
                health.Add(cluster.Start(name, program, [], name == "taxonomy-svc" ? cluster._port : FreePort()));
            }

            for (var replica = 1; replica <= replicas; replica++)
            {
                string[] arguments = [ScaleCommand.Service, sleep.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];
                health.Add(cluster.Start(replicas == 1 ? "render-svc" : $"render-svc {replica}", Environment.ProcessPath!, arguments, FreePort()));
            }

            await Task.WhenAll(health.Select(port => ReadyAsync(port, stop)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <returns>The run's id.</returns>
    public async Task<string> SubmitAsync(RunSpec spec, CancellationToken stop)
    {
        using var channel = ServerChannel.To(new Uri($"http://127.0.0.1:{_port}"), key: null);
        var request = new SubmitRunRequest { SpecJson = JsonSerializer.Serialize(spec, StorageJson.Options), CorpusName = "demo" };
        return (await new Runs.RunsClient(channel).SubmitAsync(request, new CallOptions(cancellationToken: stop))).RunId;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <returns>The port of its health pages.</returns>
    private int Start(string name, string program, IReadOnlyList<string> arguments, int grpcPort)
    {
        // A service logs to stdout; here into a file, which nobody has to keep reading.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", Path.Combine(_folder, name + ".log"), program, .. arguments]);
        foreach (var (key, value) in _environment)
            start.Environment["INSTRUCTENGINE_" + key] = value;

        var http = FreePort();
        start.Environment["INSTRUCTENGINE_HTTP__PORT"] = http.ToString(CultureInfo.InvariantCulture);
        start.Environment["INSTRUCTENGINE_GRPC__PORT"] = grpcPort.ToString(CultureInfo.InvariantCulture);
        _processes.Add((name, Process.Start(start)!));
        return http;
    }

    private static async Task ReadyAsync(int port, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var started = Stopwatch.StartNew(); started.Elapsed < s_patience; await Task.Delay(200, stop))
        {
            try
            {
                if ((await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), stop)).IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"A service was not ready after {s_patience.TotalMinutes} minutes; its log is beside the database.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
