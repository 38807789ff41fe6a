using System.Globalization;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One training beside the grids, scored on the tuning prompts at every guidance: for finding ranges before grids are written, never for the table.</summary>
internal sealed class TryPart(Experiment experiment)
{
    private const int Numbers = 5;

    /// <param name="text"><c>METHOD:β,learning rate,SFT weight,caption dropout,steps</c></param>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public async Task WriteAsync(TextWriter output, string setting, string text)
    {
        var (method, trial, steps) = Read(text);
        var data = await experiment.DataAsync(setting, experiment.Size.Pairs);
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

    private static (Method Method, Trial Trial, int Steps) Read(string text)
    {
        var parts = text.Split(':');
        var method = Methods.All.FirstOrDefault(one => one.Key == parts[0])
            ?? throw new ArgumentException($"--try names the method '{parts[0]}'; known are {string.Join(", ", Methods.All.Select(one => one.Key))}.", nameof(text));
        var numbers = parts.Length == 2
            ? parts[1].Split(',').Select(number => double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray()
            : [];
        return numbers.Length == Numbers && numbers.All(double.IsFinite)
            ? (method, new Trial(numbers[0], numbers[1], numbers[2], 1) { CaptionDropout = numbers[3] }, (int)numbers[4])
            : throw new ArgumentException($"--try is '{text}'; a method, a colon and five numbers are needed, e.g. cv+sft:200,1e-4,10,0,150.", nameof(text));
    }
}
