using InstructEngine.EvalService.Consumers;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Demo;
using MassTransit;

namespace InstructEngine.EvalService;

/// <summary>What evaluates checkpoints and ends runs, as the service's module registers it.</summary>
internal static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(EvaluationOptions.From(configuration))
        .AddSingleton<IPromptSuite, DemoSuite>()
        .AddSingleton<PromptSuites>()
        .AddSingleton<IImageScorer, DemoScorer>()
        .AddSingleton<IEvaluationModels, PipelineModels>()
        .AddSingleton<EvaluationBatches>()
        .AddSingleton<SettingDrawer>()
        .AddSingleton<CheckpointEvaluator>()
        .AddSingleton<SummaryBuilder>()
        .AddSingleton<ReportDataReader>()
        .AddSingleton<RunConclusion>()
        .AddSingleton<IJobHandler, EvaluationJob>();

    public static void AddEvaluationConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EpochCompletedConsumer, EpochCompletedConsumerDefinition>();
        bus.AddConsumer<RunEndConsumer, RunEndConsumerDefinition>();
    }
}
