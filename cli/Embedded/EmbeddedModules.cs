using InstructEngine.EvalService;
using InstructEngine.Hosting;
using InstructEngine.InstructionService;
using InstructEngine.RenderService;
using InstructEngine.TaxonomyService;
using InstructEngine.TrainerService;

namespace InstructEngine.Cli.Embedded;

internal static class EmbeddedModules
{
    /// <summary>The five services.</summary>
    public static IServiceModule[] Create() =>
        [new TaxonomyModule(), new InstructionModule(), new RenderModule(), new TrainerModule(), new EvalModule()];
}
