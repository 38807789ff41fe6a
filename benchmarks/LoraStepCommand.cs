using System.CommandLine;
using System.Globalization;
using InstructEngine.Diffusion.Models;
using InstructEngine.TrainerService.FineTuning;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <summary><c>lora-step</c>: time and memory of training a LoRA on the full Stable Diffusion 1.5 UNet.</summary>
internal static class LoraStepCommand
{
    private const double GiB = 1L << 30;

    public static Command Create()
    {
        var steps = new Option<int>("--steps") { Description = "Steps timed.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var work = new Option<string>("--work")
        {
            Description = "Folder for the random checkpoint (3.4 GB), kept for the next time.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "instructengine-benchmarks"),
        };
        var single = new Option<bool>("--in-this-process") { Hidden = true };
        var command = new Command(
            "lora-step", "Cross-validation steps of a rank-16 LoRA on Stable Diffusion 1.5's UNet with random weights: 64x64 latents, one sample, bfloat16, gradient checkpointing.")
        {
            steps, threads, work, single,
        };
        command.SetAction(parsed =>
        {
            var (n, t, folder) = (parsed.GetValue(steps), parsed.GetValue(threads), parsed.GetValue(work)!);
            var checkpoint = StableDiffusion15.Checkpoint(folder, ScalarType.Float32);
            if (parsed.GetValue(single))
            {
                OwnProcess.Report(LoraStepMeasurement.Run(checkpoint, n, t));
                return;
            }

            var m = OwnProcess.Measure<LoraStepMeasurement>("lora-step", "--in-this-process", "--steps", $"{n}", "--threads", $"{t}", "--work", folder);
            Console.WriteLine($"rank 16, one sample (4 combinations), {n} step(s), {t} thread(s), first loss {m.Losses[0]:F6}\n");
            Console.WriteLine("| s/step (median) | CPU s/step | peak |\n|---|---|---|");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {Statistics.Median(m.StepSeconds):F1} | {Statistics.Median(m.CpuSeconds):F1} | {m.PeakBytes / GiB:F2} GiB |\n"));
            Estimate("Stable Diffusion 1.5", StableDiffusion15.UNet, StableDiffusion15.LatentSide);
            Estimate("Stable Diffusion XL", StableDiffusionXL.UNet, StableDiffusionXL.LatentSide);
        });
        return command;
    }

    private static void Estimate(string name, UNet2DConditionConfig config, int side)
    {
        var estimate = MemoryEstimate.Of(LoraStepMeasurement.Spec, config, side, side, parallelParts: 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, estimated: {estimate}; {estimate.UNetParameters:N0} parameters, {estimate.TrainedParameters:N0} trained"));
    }
}
