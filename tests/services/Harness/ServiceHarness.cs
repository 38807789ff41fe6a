using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Models;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Blobs.FileSystem;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>Consumers of one service over an in-memory bus and real stores in a folder of their own.</summary>
internal sealed class ServiceHarness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder;
    private readonly ServiceProvider _provider;
    private readonly IBusControl _bus;
    private readonly BusRecorder _recorder = new();

    private ServiceHarness(TemporaryFolder folder, ServiceProvider provider)
    {
        (_folder, _provider, _bus) = (folder, provider, provider.GetRequiredService<IBusControl>());
        _bus.ConnectPublishObserver(_recorder);
        _bus.ConnectConsumeObserver(_recorder);
    }

    public IDocumentStore Documents => _provider.GetRequiredService<IDocumentStore>();

    public IBlobStore Blobs => _provider.GetRequiredService<IBlobStore>();

    public RunDirectory Runs => _provider.GetRequiredService<RunDirectory>();

    public string BlobFolder => _folder.PathOf("blobs");

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public static Task<ServiceHarness> StartAsync(IServiceModule module) =>
        StartAsync(services => module.AddServices(services, new ConfigurationManager()), module.AddConsumers);

    public static async Task<ServiceHarness> StartAsync(Action<IServiceCollection> services, Action<IBusRegistrationConfigurator> consumers)
    {
        var folder = new TemporaryFolder();
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new ModelRoot("no-models"))
            .AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(folder.PathOf("run.db")))
            .AddSingleton<IBlobStore>(_ => new FileBlobStore(folder.PathOf("blobs")))
            .AddSingleton<RunDirectory>()
            .AddSingleton(new ModelRoot("no-models"))
            .AddSingleton<JobSignal>()
            .AddSingleton<IJobQueue, JobQueue>()
            .AddMassTransit(bus =>
            {
                consumers(bus);
                bus.UsingInMemory((context, factory) => factory.ConfigureEndpoints(context));
            });
        services(collection);
        var harness = new ServiceHarness(folder, collection.BuildServiceProvider(true));
        await harness.Documents.InitializeAsync(default);
        await harness.Blobs.InitializeAsync(default);
        await harness._bus.StartAsync();
        return harness;
    }

    /// <summary>Publishes a message, waits until it is consumed, and gives what the consumer threw, if it did.</summary>
    public async Task<Exception?> SendAsync<T>(T message, params KeyValuePair<string, object>[] headers)
        where T : class
    {
        var id = NewId.NextGuid();
        await _bus.Publish(message, context =>
        {
            context.MessageId = id;
            foreach (var (name, value) in headers)
            {
                context.Headers.Set(name, value);
            }
        });
        return await _recorder.ConsumedAsync(id).WaitAsync(Patience);
    }

    /// <summary>What was published so far, in order.</summary>
    public IReadOnlyList<T> Published<T>()
        where T : class => _recorder.Published<T>();

    public async Task<IReadOnlyList<T>> StoredAsync<T>(string collection, string runId)
        where T : class => await Documents.ListAsync<T>(collection, runId, default).Select(document => document.Value).ToListAsync();

    public Task InsertRunAsync(string runId, RunSpec spec, RunState state = RunState.Running) =>
        Runs.InsertAsync(new RunDocument(runId, spec, null, "demo", DateTimeOffset.UnixEpoch, state), default);

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
    }
}
