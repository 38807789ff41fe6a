using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

/// <summary>A host with test consumers: in memory, or over the broker that the environment names.</summary>
internal sealed class BusHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private BusHost(IHost host, TemporaryFolder folder) => (Host, _folder) = (host, folder);

    public IHost Host { get; }

    public IBus Bus => Host.Services.GetRequiredService<IBus>();

    public Inbox Inbox { get; private init; } = null!;

    public static Task<BusHost> StartAsync(BusOptions options, params IServiceModule[] modules) => StartAsync(options, [], modules);

    public static async Task<BusHost> StartAsync(BusOptions options, IEnumerable<KeyValuePair<string, string?>> settings, params IServiceModule[] modules)
    {
        var inbox = new Inbox();
        var folder = new TemporaryFolder();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(inbox);
        builder.Services.AddInstructEngine(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            options,
            new StorageOptions { SqlitePath = Path.Combine(folder.Path, "run.db"), BlobFolder = Path.Combine(folder.Path, "blobs") },
            new StartPatience(TimeSpan.Zero),
            modules);
        var started = new BusHost(builder.Build(), folder) { Inbox = inbox };
        await started.Host.StartAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        Host.Dispose();
        _folder.Dispose();
    }
}

internal sealed class Recorder<T>(Inbox inbox) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        inbox.Add(context.Message);
        var headers = context.ReceiveContext.TransportHeaders.GetAll().DistinctBy(header => header.Key).ToDictionary();
        inbox.Add(new Delivery(context.ReceiveContext.InputAddress, headers, Encoding.UTF8.GetString(context.ReceiveContext.GetBody())));
        return Task.CompletedTask;
    }
}

internal sealed record Delivery(Uri Queue, IReadOnlyDictionary<string, object> Headers, string Body);

internal sealed class Failing(Inbox inbox) : IConsumer<TaxonomyCompleted>
{
    public Task Consume(ConsumeContext<TaxonomyCompleted> context)
    {
        inbox.Add(new Attempt(context.Message.RunId));
        throw context.Message.Themes == 0 ? new RunFailureException("The corpus speaks of nothing known.") : new InvalidOperationException("boom");
    }
}

internal sealed record Attempt(string RunId);
