using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService;
using InstructEngine.Hosting;
using InstructEngine.InstructionService;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService;
using InstructEngine.TrainerService;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>The five services in this process, as <c>instructengine run</c> has them, with the null renderer.</summary>
internal static class ScaleAlone
{
    public static async Task<ScaleFigures> RunAsync(string folder, string models, RunSpec spec, CancellationToken stop)
    {
        using var host = EmbeddedHost.Build(
            new EmbeddedOptions { Folder = folder, ModelsRoot = Path.GetFullPath(models) },
            new TaxonomyModule(), new InstructionModule(), new NullRenderModule(TimeSpan.Zero), new TrainerModule(), new EvalModule());
        await host.StartAsync(stop);
        try
        {
            using var self = Process.GetCurrentProcess();
            var requested = Stopwatch.GetTimestamp();
            await host.Services.GetRequiredService<IBus>().Publish(new RunRequested("scale", spec, null, "demo"), stop);
            return await new ScaleWatch(host.Services.GetRequiredService<IDocumentStore>(), [("all five", self)]).FollowAsync("scale", requested, stop);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
