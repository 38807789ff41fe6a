using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.FineTuning;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <param name="StepSeconds">Wall time of each step: the reference's pass, the policy's, the gradient, the optimiser.</param>
/// <param name="CpuSeconds">CPU time of each of the same steps.</param>
/// <param name="Losses">Of each step.</param>
/// <param name="PeakBytes">Peak resident memory of the process, its mapped weights included.</param>
internal sealed record LoraStepMeasurement(double[] StepSeconds, double[] CpuSeconds, double[] Losses, long PeakBytes)
{
    public static TrainingSpec Spec { get; } = new(
        "sd15", CrossValidationLoss.SpecName, Beta: 2000, LearningRate: 1e-4, Steps: 100, BatchSize: 1, WarmupSteps: 0, MaxGradNorm: 1, CaptionDropout: 0,
        SftWeight: 0, HeldOutShare: 0, CheckpointEverySteps: 100, LoraRank: 16, Precision: "bfloat16", GradientCheckpointing: true);

    public static LoraStepMeasurement Run(string folder, int steps, int threads)
    {
        TorchRuntime.SetThreads(threads);
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var unet = UNet2DConditionModel.FromPretrained(folder);
        using var tuning = FineTunings.Create(Spec, unet, folder, CPU, seed: 1);
        using var conditioning = new Conditioning(randn([3, StableDiffusion15.Tokens, StableDiffusion15.TextWidth], generator: generator), null, null);
        using var data = new AlignmentData(
            randn([1, 2, 4, StableDiffusion15.LatentSide, StableDiffusion15.LatentSide], generator: generator), tensor(new long[] { 1, 2 }).view(1, 2));
        var schedule = new NoiseSchedule(new SchedulerConfig { BetaStart = 0.00085, BetaEnd = 0.012, BetaSchedule = "scaled_linear" });
        var loss = PreferenceLosses.Create(Spec.Loss, Spec.Beta);
        var plan = new AlignmentPlan(Spec, seed: 1, data.Count, schedule.NumTrainTimesteps, parts: 1);
        using var trainer = new AlignmentTrainer(tuning, new DenoisingErrors(schedule, conditioning), data, loss, plan);
        var measured = Enumerable.Range(0, steps).Select(Step).ToArray();
        return new([.. measured.Select(step => step.Wall)], [.. measured.Select(step => step.Cpu)], [.. measured.Select(step => step.Loss)], OwnProcess.PeakMemory());

        (double Wall, double Cpu, double Loss) Step(int step)
        {
            var (cpu, clock) = (OwnProcess.CpuSeconds(), Stopwatch.StartNew());
            var entry = trainer.Step(step);
            return (clock.Elapsed.TotalSeconds, OwnProcess.CpuSeconds() - cpu, entry.Loss);
        }
    }
}
