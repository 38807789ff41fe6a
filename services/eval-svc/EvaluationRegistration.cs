using InstructEngine.EvalService.Consumers;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting.Jobs;
using MassTransit;

namespace InstructEngine.EvalService;

/// <summary>What evaluates checkpoints and ends runs, as the service's module registers it.</summary>
internal static class EvaluationRegistration
{
    private static readonly TimeSpan DownloadTime = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(EvaluationOptions.From(configuration))
        .AddSingleton(SuiteOptions.From(configuration))
        .AddSingleton(provider => new SuiteDownloads(provider.GetRequiredService<SuiteOptions>(), new HttpClient { Timeout = DownloadTime }))
        .AddSingleton<PromptSuites>()
        .AddSingleton<SuiteOverlaps>()
        .AddSingleton<EvaluationScorers>()
        .AddSingleton<IEvaluationModels, PipelineModels>()
        .AddSingleton<StoredBatches>()
        .AddSingleton(provider => new BatchArchive(provider.GetRequiredService<StoredBatches>()))
        .AddSingleton<SideMeasures>()
        .AddSingleton<SettingDrawer>()
        .AddSingleton<CheckpointEvaluator>()
        .AddSingleton<SummaryBuilder>()
        .AddSingleton<ReportDataReader>()
        .AddSingleton<RunConclusion>()
        .AddSingleton<IJobHandler, EvaluationJob>();

    public static void AddEvaluationConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EpochCompletedConsumer, EpochCompletedConsumerDefinition>();
        bus.AddConsumer<SuiteOverlapConsumer, SuiteOverlapConsumerDefinition>();
        bus.AddConsumer<RunEndConsumer, RunEndConsumerDefinition>();
    }
}
