using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Observability;
using InstructEngine.Hosting.Settings;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting;

/// <summary>Several services in one process: messages in memory, documents in SQLite, blobs in a folder, no ports.</summary>
public static class EmbeddedHost
{
    /// <summary>
    /// Builds the host. Publish only after its <c>StartAsync</c> has ended: what is published before the queues are bound is lost.
    /// A stop loses what is still queued in memory; publishing <c>RunRequested</c> again makes every step go on from what is stored.
    /// </summary>
    /// <exception cref="SettingException">A setting has a wrong value.</exception>
    public static IHost Build(EmbeddedOptions options, params IServiceModule[] modules)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddTelemetryVariables().AddEnvironmentVariables(SettingNames.Prefix);
        builder.Configuration.AddInMemoryCollection(options.Settings);

        // The pages of an embedded run are served by a program of their own, so that this one opens no ports.
        builder.Configuration.AddInMemoryCollection([new("Models:Root", options.ModelsRoot), new("Review:AnnotatorsFile", null)]);

        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddProductFilters();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LogFileProvider(options.LogFile ?? Path.Combine(options.Folder, "run.log")));
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddTracing(builder.Configuration, "instructengine");

        var storage = new StorageOptions { SqlitePath = Path.Combine(options.Folder, "run.db"), BlobFolder = Path.Combine(options.Folder, "blobs") };
        builder.Services.AddInstructEngine(builder.Configuration, BusOptions.InMemory, storage, new StartPatience(TimeSpan.Zero), modules);
        return builder.Build();
    }

    /// <summary>Ctrl-C belongs to the program that holds this host.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
