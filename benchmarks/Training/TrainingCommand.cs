using System.CommandLine;
using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;

namespace InstructEngine.Benchmarks.Training;

/// <summary><c>training</c>: a step's time by its parts, and against training that keeps nothing.</summary>
internal static class TrainingCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Model folder.", DefaultValueFactory = _ => Path.Combine("models", "demo-base") };
        var steps = new Option<int>("--steps") { Description = "Steps timed of each, in turns, after three that are not.", DefaultValueFactory = _ => 30 };
        var batch = new Option<int>("--batch") { Description = "Samples a step.", DefaultValueFactory = _ => 8 };
        var parts = new Option<int>("--parts") { Description = "Micro-batches side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var flat = new Option<int>("--flat-steps") { Description = "Steps over which tensors and memory are watched; 0 leaves that out.", DefaultValueFactory = _ => 1000 };
        var command = new Command("training", "An alignment step on a model: model, optimiser and data; pairs a second against training without caches; tensors and memory.")
        {
            model, steps, batch, parts, flat,
        };
        command.SetAction(parsed =>
        {
            TorchRuntime.EnsureLoaded();
            var folder = parsed.GetValue(model)!;
            Compare(folder, parsed.GetValue(steps), parsed.GetValue(batch), parsed.GetValue(parts));
            if (parsed.GetValue(flat) is var count and > 0)
                FlatMemory.Report(folder, Spec(batch: 1), count);
        });
        return command;
    }

    private static TrainingSpec Spec(int batch) => new("-", "cross-validation", 500, 1e-6, 1_000_000, batch, 0, 1, 0, 0, 0, 1_000_000);

    private static void Compare(string folder, int steps, int batch, int parts)
    {
        // Two draws of four batches of samples: after eight steps every draw was seen.
        var (spec, pairs) = (Spec(batch), 4 * batch);
        using var kept = new BenchmarkTraining(folder, spec, pairs, parts);
        using var draws = new BenchmarkTraining(folder, spec with { ReferenceDraws = 2 }, pairs, parts);
        using var dpo = new BenchmarkTraining(folder, spec with { Loss = "diffusion-dpo" }, pairs, parts);
        using var nothing = new BenchmarkTraining(folder, spec, pairs, parts);
        using var nothingDpo = new BenchmarkTraining(folder, spec with { Loss = "diffusion-dpo" }, pairs, parts);
        Variant[] all =
        [
            new("cross-validation, nothing kept", 2, nothing, nothing.StepWithoutCaches),
            new("plain DPO, nothing kept", 1, nothingDpo, nothingDpo.StepWithoutCaches),
            new("cross-validation", 2, kept, kept.Step),
            new("cross-validation, fixed draws seen before", 2, draws, draws.Step),
            new("plain DPO", 1, dpo, dpo.Step),
        ];
        while (draws.Steps < 8)
            draws.Step();

        for (var step = -3; step < steps; step++)
        {
            foreach (var variant in all)
            {
                var (seconds, times) = (variant.Step(), variant.Training.Times);
                if (step >= 0)
                    variant.Measured.Add((seconds, times));
            }
        }

        Console.WriteLine($"batch {batch}, {steps} steps of each in turns, {parts} micro-batches side by side\n");
        Console.WriteLine("| training | s/step (median) | model | optimiser | data | encoding and rest | pairs/s | ms a sample and DPO term | of nothing kept |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var variant in all)
            Console.WriteLine(Row(variant, batch, all[0]));
    }

    private static string Row(Variant variant, int batch, Variant baseline)
    {
        var (median, model) = (variant.Median, Part(times => times.Model + times.Reference));
        var (optimiser, data) = (Part(times => times.Optimiser), Part(times => times.Data));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {variant.Name} | {median:F3} | {model:F3} | {optimiser:F3} | {data:F3} | {Math.Max(0, median - model - optimiser - data):F3} | {batch / median:F1} "
            + $"| {1000 * variant.PerTerm / batch:F2} | {variant.PerTerm / baseline.PerTerm:F2} |");

        double Part(Func<StepTimes, TimeSpan> part) => Statistics.Median(variant.Measured.Select(step => part(step.Times).TotalSeconds));
    }

    private sealed record Variant(string Name, int Terms, BenchmarkTraining Training, Func<double> Step)
    {
        public List<(double Seconds, StepTimes Times)> Measured { get; } = [];

        public double Median => Statistics.Median(Measured.Select(step => step.Seconds));

        public double PerTerm => Median / Terms;
    }
}
