using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Blobs.Azure;

namespace InstructEngine.Cluster.Tests;

/// <summary>The five services, each its own process, over a real broker and a real blob server, with one SQLite file for their documents.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly (string Project, string Name)[] s_services =
    [
        ("InstructEngine.TaxonomyService", "taxonomy-svc"),
        ("InstructEngine.InstructionService", "instruction-svc"),
        ("InstructEngine.RenderService", "render-svc"),
        ("InstructEngine.TrainerService", "trainer-svc"),
        ("InstructEngine.EvalService", "eval-svc"),
    ];

    public static IEnumerable<string> Services => s_services.Select(service => service.Name);

    /// <summary>Not where another process that runs these tests began.</summary>
    private static long s_ports = Random.Shared.Next(10000);

    private readonly Dictionary<string, (int Http, int Grpc)> _ports = [];
    private readonly Dictionary<string, ChildProcess> _processes = [];
    private readonly Dictionary<string, string> _environment;

    private Cluster(string folder, string rabbitMq, string azurite, string models, IReadOnlyDictionary<string, string>? more)
    {
        var broker = new Uri(rabbitMq);
        var credentials = broker.UserInfo.Split(':');
        DatabasePath = Path.Combine(folder, "cluster.db");
        _environment = new Dictionary<string, string>
        {
            ["INSTRUCTENGINE_LISTEN__ADDRESS"] = "127.0.0.1",
            ["INSTRUCTENGINE_BUS__RABBITMQ__HOST"] = broker.Host,
            ["INSTRUCTENGINE_BUS__RABBITMQ__PORT"] = broker.Port.ToString(CultureInfo.InvariantCulture),
            ["INSTRUCTENGINE_BUS__RABBITMQ__USERNAME"] = credentials[0],
            ["INSTRUCTENGINE_BUS__RABBITMQ__PASSWORD"] = credentials[1],
            ["INSTRUCTENGINE_STORAGE__DOCUMENTS"] = "sqlite",
            ["INSTRUCTENGINE_STORAGE__SQLITEPATH"] = DatabasePath,
            ["INSTRUCTENGINE_STORAGE__BLOBS"] = "azure",
            ["INSTRUCTENGINE_STORAGE__AZURECONNECTIONSTRING"] = azurite,
            ["INSTRUCTENGINE_STORAGE__AZURECONTAINER"] = "cluster" + Guid.NewGuid().ToString("n")[..12],
            ["INSTRUCTENGINE_MODELS__ROOT"] = models,
            ["INSTRUCTENGINE_ACCESS__KEY"] = Programs.AccessKey,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            _environment[name] = value;
        }
    }

    public string DatabasePath { get; }

    public IBlobStore Blobs => new AzureBlobStore(_environment["INSTRUCTENGINE_STORAGE__AZURECONNECTIONSTRING"], _environment["INSTRUCTENGINE_STORAGE__AZURECONTAINER"]);

    /// <summary>Where the command line submits and watches.</summary>
    public string Server => $"{Scheme}://127.0.0.1:{_ports["taxonomy-svc"].Grpc}";

    /// <summary>The review pages of eval-svc; null where no file of annotators is set.</summary>
    public Uri? Review { get; private set; }

    /// <summary>Starts the services and waits until each says that it is ready; skips the test where a server is missing.</summary>
    /// <param name="more">Further environment variables of every service.</param>
    /// <param name="except">Services that the test starts itself.</param>
    public static async Task<Cluster> StartAsync(string folder, IReadOnlyDictionary<string, string>? more = null, params IReadOnlyList<string> except)
    {
        var cluster = new Cluster(folder, Required("INSTRUCTENGINE_TEST_RABBITMQ"), Required("INSTRUCTENGINE_TEST_AZURITE"), Programs.Models(), more);
        try
        {
            var started = s_services.Select(s => s.Name).Except(except).ToList();
            started.ForEach(name => cluster.Start(name));
            foreach (var name in started)
            {
                await cluster.WaitUntilReadyAsync(name);
            }
        }
        catch
        {
            // Services that live on would take the messages of the next test.
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    public ChildProcess Process(string service) => _processes[service];

    public Uri Http(string service, string path) => new($"{Scheme}://127.0.0.1:{_ports[service].Http}{path}");

    /// <param name="more">Environment variables of this process alone.</param>
    /// <param name="program">What to start in place of the service's own program.</param>
    public void Start(string service, IReadOnlyDictionary<string, string>? more = null, string? program = null)
    {
        var (project, name) = s_services.Single(s => s.Name == service);
        _ports[service] = (FreePort(), FreePort());
        var environment = new Dictionary<string, string>(_environment)
        {
            ["INSTRUCTENGINE_HTTP__PORT"] = _ports[service].Http.ToString(CultureInfo.InvariantCulture),
            ["INSTRUCTENGINE_GRPC__PORT"] = _ports[service].Grpc.ToString(CultureInfo.InvariantCulture),
        };
        if (name == "eval-svc" && _environment.ContainsKey("INSTRUCTENGINE_REVIEW__ANNOTATORSFILE"))
        {
            var port = FreePort();
            Review = new Uri($"http://127.0.0.1:{port}");
            environment["INSTRUCTENGINE_REVIEW__PORT"] = port.ToString(CultureInfo.InvariantCulture);
            environment["INSTRUCTENGINE_REVIEW__TAXONOMYSERVICE"] = $"http://127.0.0.1:{_ports["taxonomy-svc"].Grpc}";
            environment["INSTRUCTENGINE_REVIEW__INSTRUCTIONSERVICE"] = $"http://127.0.0.1:{_ports["instruction-svc"].Grpc}";
        }

        foreach (var (variable, value) in more ?? new Dictionary<string, string>())
        {
            environment[variable] = value;
        }

        _processes[service] = new ChildProcess(program ?? Programs.Service(project, name), [], environment);
    }

    public async Task WaitUntilReadyAsync(string service)
    {
        using var any = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(any) { Timeout = TimeSpan.FromSeconds(5) };
        var limit = DateTime.UtcNow.AddMinutes(2);
        while (DateTime.UtcNow < limit)
        {
            var process = _processes[service];
            Assert.False(process.HasExited, $"{service} ended before it was ready: {process.Error}{process.Output}");
            try
            {
                if ((await http.GetAsync(Http(service, "/health/ready"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        Assert.Fail($"{service} was not ready after two minutes: {_processes[service].Error}{_processes[service].Output}");
    }

    private string Scheme => _environment.ContainsKey("INSTRUCTENGINE_TLS__CERTIFICATEFILE") ? "https" : "http";

    /// <summary>What every service wrote, for a failing test to show.</summary>
    public string Logs() => string.Join('\n', _processes.Select(p => $"== {p.Key}\n{Tail(p.Value.Error)}{Tail(p.Value.Output)}"));

    /// <summary>All of what every service wrote.</summary>
    public IEnumerable<(string Service, string Text)> Output => _processes.Select(p => (p.Key, p.Value.Error + p.Value.Output));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            await process.DisposeAsync();
        }
    }

    private static string Tail(string text) => text.Length <= 4000 ? text : text[^4000..];

    private static string Required(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"{variable} names no server (test.sh starts one).");
        return value!;
    }

    /// <summary>Below the ports that outgoing connections are given, each once: none is taken between here and the service's start.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = 10000 + (int)(Interlocked.Increment(ref s_ports) % 10000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // In use by another program.
            }
        }
    }
}
