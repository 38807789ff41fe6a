namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The parts of the experiment, in their order.</summary>
internal sealed class AlignmentRun(Experiment experiment, double toleranceDb)
{
    public async Task WriteAsync(TextWriter output, string part, IReadOnlyList<string> settings)
    {
        await experiment.Blobs.InitializeAsync(CancellationToken.None);
        var tuning = new TuningPart(experiment, toleranceDb);
        await WriteBaseAsync(output);
        foreach (var setting in settings)
        {
            if (part is "tuning" or "all")
                await tuning.WriteAsync(output, setting, await tuning.ChooseAsync(setting, Methods.All));
            if (part is "table" or "all")
                await new TablePart(experiment, tuning).WriteAsync(output, setting);
        }
    }

    private async Task WriteBaseAsync(TextWriter output)
    {
        var sweep = await experiment.BaseSweepAsync();
        output.WriteLine($"Base {experiment.Model.Name} {experiment.Model.Hash[..16]}, renderer {experiment.Renderer.Name} {experiment.Renderer.Hash[..16]}.\n");
        output.WriteLine($"### The base on the tuning prompts, {experiment.Tuning.Images.Count} images a figure\n");
        Markdown.Table(
            output,
            ["guidance", "all-correct", "PSNR, dB", "lattice"],
            experiment.Size.Guidances.Zip(sweep, (guidance, scores) => (string[])
            [
                FormattableString.Invariant($"{guidance:0.##}"), Markdown.Rate(scores.AllCorrect.Average()), Markdown.Decibel(scores.Psnr.Average()),
                Markdown.Decibel(scores.Lattice.Average()),
            ]));
    }
}
