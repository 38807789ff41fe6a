using System.Globalization;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One training beside the grids, scored on the tuning prompts at every guidance: for finding ranges before grids are written, never for the table.</summary>
internal sealed class TryPart(Experiment experiment)
{
    private static readonly string[] s_names = ["beta", "lr", "sft", "dropout", "steps", "min", "max", "ema", "schedule", "batch", "pairs"];

    /// <param name="text"><c>METHOD:NAME=VALUE,...</c></param>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public async Task WriteAsync(TextWriter output, string setting, string text)
    {
        var (method, trial, steps, pairs) = Read(text);
        var data = await experiment.DataAsync(setting, pairs ?? experiment.Size.Pairs);
        var weights = (await experiment.Trainings.CompleteAsync("try", [new TrainingRequest(method, trial, steps, data, TuningPart.TrainingSeed)]))[0];
        var sweep = await experiment.BaseSweepAsync();
        var scores = await experiment.Evaluations.CompleteAsync("try", experiment.Tuning, [.. experiment.Size.Guidances.Select(guidance => (text, weights, guidance))]);
        output.WriteLine($"{setting}, {method.Key}, {trial.Told(method)}, {steps} steps{(weights is null ? ": diverged" : "")}\n");
        if (weights is null)
            return;
        Markdown.Table(
            output,
            ["guidance", "all-correct", "base", "PSNR, dB", "base", "lattice", "base"],
            experiment.Size.Guidances.Select((guidance, i) => (string[])
            [
                FormattableString.Invariant($"{guidance:0.##}"),
                Markdown.Rate(scores[i]!.AllCorrect.Average()), Markdown.Rate(sweep[i].AllCorrect.Average()),
                Markdown.Decibel(scores[i]!.Psnr.Average()), Markdown.Decibel(sweep[i].Psnr.Average()),
                Markdown.Decibel(scores[i]!.Lattice.Average()), Markdown.Decibel(sweep[i].Lattice.Average()),
            ]));
    }

    private static (Method Method, Trial Trial, int Steps, int? Pairs) Read(string text)
    {
        var parts = text.Split(':');
        var method = Methods.All.FirstOrDefault(one => one.Key == parts[0])
            ?? throw new ArgumentException($"--try names the method '{parts[0]}'; known are {string.Join(", ", Methods.All.Select(one => one.Key))}.", nameof(text));
        var values = parts[1..].SelectMany(part => part.Split(',')).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]);
        if (values.Keys.Except(s_names).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"--try sets '{unknown}'; known are {string.Join(", ", s_names)}.", nameof(text));
        var trial = new Trial(Number("beta") ?? 200, Number("lr") ?? 1e-4, Number("sft") ?? 0, 1)
        {
            CaptionDropout = Number("dropout") ?? 0,
            Timesteps = values.ContainsKey("min") || values.ContainsKey("max") ? new TimestepRange((int)(Number("min") ?? 0), (int)(Number("max") ?? 1000)) : null,
            EmaDecay = Number("ema"),
            Schedule = values.GetValueOrDefault("schedule"),
            BatchSize = (int?)Number("batch"),
        };
        return (method, trial, (int)(Number("steps") ?? 150), (int?)Number("pairs"));

        double? Number(string name) =>
            !values.TryGetValue(name, out var value) ? null
            : double.TryParse(value, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : throw new ArgumentException($"--try sets {name} to '{value}'; a number is needed.", nameof(text));
    }
}
