using Grpc.Core;
using Grpc.Net.Client;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using MassTransit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>A whole service on free ports, with a bus in memory and stores in a folder of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly IHost _host;

    private RunningService(TemporaryFolder folder, IHost host)
    {
        (_folder, _host) = (folder, host);
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToArray();
        Http = new HttpClient { BaseAddress = addresses[0] };
        Channel = GrpcChannel.ForAddress(addresses[1], new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
    }

    public HttpClient Http { get; }

    public GrpcChannel Channel { get; }

    public IDocumentStore Documents => _host.Services.GetRequiredService<IDocumentStore>();

    public IBlobStore Blobs => _host.Services.GetRequiredService<IBlobStore>();

    public RunDirectory Runs => _host.Services.GetRequiredService<RunDirectory>();

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public static async Task<RunningService> StartAsync(IServiceModule module)
    {
        var folder = new TemporaryFolder();
        var host = ServiceHostBuilder.Build(
            [
                "--Listen:Address=127.0.0.1", "--Http:Port=0", "--Grpc:Port=0", "--Bus:Transport=memory", "--Logging:LogLevel:Default=Error",
                $"--Storage:SqlitePath={folder.PathOf("run.db")}", $"--Storage:BlobFolder={folder.PathOf("blobs")}",
            ],
            module,
            out _);
        await host.StartAsync();
        return new RunningService(folder, host);
    }

    /// <summary>Stores a document as its service does.</summary>
    public Task StoreAsync<T>(string collection, string id, T document)
        where T : class => Documents.InsertIfAbsentAsync(collection, id, "run-1", document, default);

    /// <summary>Stores a run of the name <c>run-1</c>.</summary>
    public Task StoreRunAsync() => Runs.InsertAsync(new RunDocument("run-1", Specs.Demo, null, "demo", DateTimeOffset.UnixEpoch, RunState.Running), default);

    /// <summary>The message of the refusal with this status.</summary>
    public static async Task<string> RefusedAsync(StatusCode status, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(status, refusal.StatusCode);
        return refusal.Status.Detail;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}
