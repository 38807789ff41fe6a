using InstructEngine.RenderService.Consumers;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Renderers.Endpoints;
using InstructEngine.RenderService.Renderers.Local;
using InstructEngine.RenderService.Verification;
using MassTransit;

namespace InstructEngine.RenderService;

/// <summary>What turns triples into verified image pairs, as the service's module registers it.</summary>
internal static class RenderRegistration
{
    public static IServiceCollection AddRendering(this IServiceCollection services, IConfiguration configuration)
    {
        var options = RenderOptions.From(configuration);
        services.AddEndpointHttp(options.Endpoints.Values);
        return services
            .AddSingleton(options)
            .AddSingleton<DrawingThreads>()
            .AddSingleton<CheckpointRenderers>()
            .AddSingleton<EndpointRenderers>()
            .AddSingleton<IImageRenderers, ImageRenderers>()
            .AddSingleton<IPairScorers, PairScorers>()
            .AddSingleton<PairStore>()
            .AddSingleton<SuspectTriples>()
            .AddSingleton<PairRenderer>();
    }

    public static void AddRenderingConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<InstructionTripleCreatedConsumer, InstructionTripleCreatedConsumerDefinition>();
}
