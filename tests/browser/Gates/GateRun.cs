using Grpc.Net.Client;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService;
using InstructEngine.Protos.V1;
using InstructEngine.Review;
using InstructEngine.Review.Access;
using InstructEngine.Review.Gates;
using InstructEngine.TaxonomyService;
using MassTransit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RunState = InstructEngine.Protos.V1.RunState;

namespace InstructEngine.Browser.Tests.Gates;

/// <summary>A run that waits at both of its gates, at services in this process, and the pages that speak to them over gRPC.</summary>
internal sealed class GateRun : IAsyncDisposable
{
    public const string Token = "an-admin-s-token-for-tests";

    private const string Spec =
        """
        {
          "name": "gates", "until": "instructions",
          "taxonomy": { "lexicon": "default", "themes": 2, "subtopicsPerTheme": 3, "review": "required" },
          "instructions": { "triplesPerLeaf": 8, "review": "required" },
          "rendering": { "check": "clip-score", "checkModel": "clip" }
        }
        """;

    private readonly TemporaryFolder _folder;
    private readonly IHost _host;
    private readonly GrpcChannel _channel;
    private readonly ReviewSite _site;
    private readonly Runs.RunsClient _runs;

    private GateRun(TemporaryFolder folder, IHost host, GrpcChannel channel, ReviewSite site)
    {
        (_folder, _host, _channel, _site) = (folder, host, channel, site);
        _runs = new(channel);
        Taxonomies = new(channel);
        Instructions = new(channel);
    }

    public Taxonomies.TaxonomiesClient Taxonomies { get; }

    public Instructions.InstructionsClient Instructions { get; }

    public string RunId { get; private set; } = "";

    public Uri Address => _site.Address;

    /// <summary>A run that has come to its first gate.</summary>
    public static async Task<GateRun> StartAsync()
    {
        var folder = new TemporaryFolder();
        var host = ServiceHostBuilder.Build(
            [
                "--Listen:Address=127.0.0.1", "--Http:Port=0", "--Grpc:Port=0", "--Bus:Transport=memory", "--Logging:LogLevel:Default=Critical",
                $"--Storage:SqlitePath={Path.Combine(folder.Path, "run.db")}", $"--Storage:BlobFolder={Path.Combine(folder.Path, "blobs")}",
            ],
            new BothModules(),
            out _);
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last();
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var site = ReviewSite.Build(
            new ReviewOptions(0, System.Net.IPAddress.Loopback),
            new ReviewerList([("anna", "a-token-of-an-annotator")], Token),
            host.Services.GetRequiredService<RunDirectory>(),
            [new TaxonomyPages(new ServiceTaxonomyDesk(channel)), new InstructionPages(new ServiceInstructionDesk(channel))],
            NullLoggerFactory.Instance,
            TimeProvider.System);
        await site.StartAsync(default);
        var run = new GateRun(folder, host, channel, site);
        run.RunId = (await run._runs.SubmitAsync(new SubmitRunRequest { SpecJson = Spec })).RunId;
        await run.PausedAsync("taxonomy-svc");
        return run;
    }

    /// <summary>A run that has come to its second gate.</summary>
    public static async Task<GateRun> WithInstructionsAsync()
    {
        var run = await StartAsync();
        await run.Taxonomies.DecideNodesAsync(new DecideNodesRequest { RunId = run.RunId, Decision = ReviewDecision.Accepted });
        await run.PausedAsync("instruction-svc");
        return run;
    }

    public async Task PausedAsync(string service)
    {
        await UntilAsync(run => run.State == RunState.Paused && run.FailedService == service);
    }

    /// <summary>The run left its gate by itself.</summary>
    public Task WentOnAsync() => UntilAsync(run => run.State == RunState.Running);

    public async Task<InstructionReview> InstructionReviewAsync() => await Instructions.GetInstructionReviewAsync(new() { RunId = RunId });

    public async Task<TaxonomyReview> TaxonomyReviewAsync() => await Taxonomies.GetReviewAsync(new() { RunId = RunId });

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _channel.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    private async Task UntilAsync(Func<Run, bool> isSo)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var run = await _runs.GetAsync(new GetRunRequest { RunId = RunId });
            if (isSo(run))
                return;

            Assert.NotEqual(RunState.Failed, run.State);
            await Task.Delay(200);
        }

        Assert.Fail("The run did not come so far within two minutes.");
    }

    private sealed class BothModules : IServiceModule
    {
        private readonly IServiceModule[] _modules = [new TaxonomyModule(), new InstructionModule()];

        public string Name => "taxonomy-svc";

        public void AddServices(IServiceCollection services, IConfiguration configuration)
        {
            foreach (var module in _modules)
                module.AddServices(services, configuration);
        }

        public void AddConsumers(IBusRegistrationConfigurator bus)
        {
            foreach (var module in _modules)
                module.AddConsumers(bus);
        }

        public void MapEndpoints(IEndpointRouteBuilder endpoints)
        {
            foreach (var module in _modules)
                module.MapEndpoints(endpoints);
        }
    }
}
