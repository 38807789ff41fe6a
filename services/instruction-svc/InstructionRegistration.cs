using InstructEngine.Hosting.Jobs;
using InstructEngine.InstructionService.Jobs;
using InstructEngine.InstructionService.Judging;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Language;
using InstructEngine.Language;

namespace InstructEngine.InstructionService;

internal static class InstructionRegistration
{
    public static void AddInstructions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(QualityOptions.From(configuration));
        services.AddSingleton<TokenCounters>();
        services.AddSingleton<TripleQualities>();
        services.AddSingleton<InstructionWriter>();
        services.AddLanguageModel(configuration);
        services.AddSingleton<TripleJury>();
        services.AddSingleton<LanguageWriter>();
        services.AddSingleton<LeafWriting>();
        services.AddSingleton<StoredLeaves>();
        services.AddSingleton<ThemeJobs>();
        services.AddSingleton<TripleStore>();
        services.AddSingleton<InstructionsCompletion>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<InstructionGate>();
        services.AddSingleton<EditInspection>();
        services.AddSingleton<InstructionReviews>();
        services.AddSingleton<IJobHandler, WriteInstructionsHandler>();
    }
}
