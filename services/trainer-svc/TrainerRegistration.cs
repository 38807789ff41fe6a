using InstructEngine.Hosting.Jobs;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Consumers;
using InstructEngine.TrainerService.Datasets;
using MassTransit;

namespace InstructEngine.TrainerService;

/// <summary>What makes the dataset and aligns the model, as the service's module registers it.</summary>
internal static class TrainerRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(AlignmentOptions.From(configuration))
        .AddSingleton<DatasetAssembler>()
        .AddSingleton<DatasetCompletion>()
        .AddSingleton<DatasetGate>()
        .AddSingleton<AlignmentSessionFactory>()
        .AddSingleton<AlignmentStore>()
        .AddSingleton<IEpochAnnouncer, BusEpochs>()
        .AddSingleton<IJobHandler, AlignmentJob>();

    public static void AddTrainingConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<DatasetProgressConsumer, DatasetProgressConsumerDefinition>();
}
