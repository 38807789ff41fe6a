using System.Net;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using InstructEngine.Protos.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Cli.Tests.Remote;

/// <summary>A server of runs on a free port that answers as a test tells it.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<FakeServer> StartAsync(FakeRuns runs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(runs);
        var app = builder.Build();
        app.MapGrpcService<FakeRuns>();
        await app.StartAsync();
        return new FakeServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

internal sealed class FakeRuns : Runs.RunsBase
{
    public SubmitRunRequest? Submitted { get; private set; }

    public string? Cancelled { get; private set; }

    public int Watches { get; private set; }

    /// <summary>What a watcher is sent, one list a call; the last list again for further calls. A null breaks the connection.</summary>
    public IReadOnlyList<IReadOnlyList<Run?>> Watched { get; init; } = [];

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    public override Task<Run> Submit(SubmitRunRequest request, ServerCallContext context)
    {
        Submitted = request;
        return Task.FromResult(new Run { RunId = "run-7", Name = "demo", State = RunState.Running });
    }

    public override Task<Run> Get(GetRunRequest request, ServerCallContext context) => request.RunId == "run-7"
        ? Task.FromResult(new Run { RunId = "run-7", Name = "demo", State = RunState.Running, CorpusName = "p.txt", Stages = { Samples.Rendering(3) } })
        : throw new RpcException(new Status(StatusCode.NotFound, $"There is no run '{request.RunId}'."));

    public override Task<Run> Cancel(CancelRunRequest request, ServerCallContext context)
    {
        Cancelled = request.RunId;
        return Task.FromResult(new Run { RunId = request.RunId, State = RunState.Cancelled });
    }

    public override async Task Watch(GetRunRequest request, IServerStreamWriter<Run> responseStream, ServerCallContext context)
    {
        foreach (var run in Watched[Math.Min(Watches++, Watched.Count - 1)])
            await responseStream.WriteAsync(run ?? throw new RpcException(new Status(StatusCode.Unavailable, "restarting")));
    }

    public override async Task GetArtifact(GetArtifactRequest request, IServerStreamWriter<HttpBody> responseStream, ServerCallContext context)
    {
        foreach (var part in Artifacts[request.Name].Chunk(1000))
            await responseStream.WriteAsync(new HttpBody { Data = ByteString.CopyFrom(part) });
    }
}
