using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Shared.Tests.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

/// <summary>Alone, because the memory measured is that of the whole process.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Memory_of_the_process;

[Collection(typeof(Memory_of_the_process))]
public sealed class A_thousand_steps_leave_nothing_behind
{
    private const int Steps = 1000;

    /// <summary>After so many the allocators have what they keep; managed garbage is collected as often, which holds no tensor but would blur the figures.</summary>
    private const int Interval = 100;

    /// <summary>
    /// Of the median interval, as the runtime may grow by some megabytes once. The latents are 16 KiB: keeping one tensor of their size a step would
    /// be 1.6 MiB in each.
    /// </summary>
    private const long AllowedGrowth = 1L << 20;

    [Fact]
    public void Of_tensors_and_memory()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var unet = new UNet2DConditionModel(TinyModels.UNet);
        using var scheduler = SchedulerFactory.Create(TinyPipeline.Scheduler);
        var conditioning = new Conditioning(randn(2, 5, 12), null, IsGuided: true);
        var tensors = new List<long>();
        var memory = new List<long>();
        var sampler = new LatentSampler(unet, scheduler, new GenerationSettings { Steps = Steps })
        {
            StepDone = (step, _) =>
            {
                tensors.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
                if ((step + 1) % Interval == 0)
                {
                    memory.Add(ResidentMemory());
                }
            },
        };
        using var latents = sampler.Run(randn(1, 4, 32, 32), conditioning, () => throw new InvalidOperationException("No noise is added here."), null, default);

        Assert.Equal(Steps, tensors.Count);
        Assert.All(tensors, count => Assert.Equal(tensors[0], count));
        var growths = memory.Skip(1).Zip(memory, (after, before) => after - before).Order().ToList();
        var growth = growths[growths.Count / 2];
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{tensors[0]} tensors after every step; resident memory grew by {(memory[^1] - memory[0]) / 1024} KiB in all, {growth / 1024} KiB in the median of {Interval} steps");
        Assert.InRange(growth, long.MinValue, AllowedGrowth);
    }

    // Else what earlier tests left would be given back while the steps are measured.
    private static long ResidentMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
