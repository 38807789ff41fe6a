using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.RenderService;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService;

/// <summary>render-svc and trainer-svc as the product hosts them, with a model that draws noise.</summary>
public sealed class When_no_picture_of_a_run_fits : IDisposable
{
    private const int Triples = 3;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_run_ends_with_the_reasons_counted()
    {
        TinyModel.Write(_folder.PathOf("models/tiny"), seed: 1);
        var listener = new ListenerModule();
        var options = new EmbeddedOptions { Folder = _folder.PathOf(""), ModelsRoot = _folder.PathOf("models") };
        using var host = EmbeddedHost.Build(options, new RenderModule(), new TrainerModule(), listener);
        await host.StartAsync();
        var spec = Specs.Demo with { Rendering = Specs.Demo.Rendering with { Model = "tiny", Steps = 2, Attempts = 1 } };
        await host.Services.GetRequiredService<RunDirectory>().InsertAsync(
            new RunDocument(DemoPairs.RunId, spec, null, "demo", DateTimeOffset.UnixEpoch, RunState.Running), default);

        var bus = host.Services.GetRequiredService<IBus>();
        for (var index = 0; index < Triples; index++)
        {
            await bus.Publish(DemoPairs.Triple(index));
        }

        var taxonomy = new TaxonomyCompleted(DemoPairs.RunId, 1, 1, 0, Triples);
        await DemoPairs.StoreAsync(host.Services.GetRequiredService<IDocumentStore>(), taxonomy);
        await bus.Publish(taxonomy);
        var failure = await listener.Failure.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await host.StopAsync();

        Assert.Equal((DemoPairs.RunId, "trainer-svc"), (failure.RunId, failure.Service));
        Assert.Contains("No image pair is fit to train on: 3 × image pair rejected: ", failure.Reason);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class ListenerModule : IServiceModule
    {
        public string Name => "listener";

        public TaskCompletionSource<RunFailed> Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(Failure);

        public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<Listener>();

        public void MapEndpoints(IEndpointRouteBuilder endpoints)
        {
        }
    }

    private sealed class Listener(TaskCompletionSource<RunFailed> failure) : IConsumer<RunFailed>
    {
        public Task Consume(ConsumeContext<RunFailed> context)
        {
            failure.TrySetResult(context.Message);
            return Task.CompletedTask;
        }
    }
}
