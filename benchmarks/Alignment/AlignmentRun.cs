namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The parts of the experiment, in their order.</summary>
internal sealed class AlignmentRun(Experiment experiment, double toleranceDb, TextWriter progress)
{
    public async Task WriteAsync(TextWriter output, string part, IReadOnlyList<string> settings)
    {
        await experiment.Blobs.InitializeAsync(CancellationToken.None);
        var tuning = new TuningPart(experiment, toleranceDb);
        await WriteBaseAsync(output);
        if (part is "cost" or "tuning" or "all")
            await EachAsync(new CostEstimate(experiment).WriteAsync, settings, progress);
        if (part is "tuning" or "all")
        {
            foreach (var setting in settings)
                await tuning.WriteAsync(output, setting, await tuning.ChooseAsync(setting, Methods.All));
        }

        if (part is "table" or "all")
            await EachAsync(new TablePart(experiment, tuning, Methods.All).WriteAsync, settings, output);
        if (part is "longer")
            await EachAsync(new TablePart(experiment, tuning, Methods.Longer).WriteAsync, settings, output);
        if (part is "sheet" or "all")
            await EachAsync(new SheetPart(experiment, tuning, experiment.Artist).WriteAsync, settings, output);

        // Costly, and told of one setting alone unless another is asked for.
        if (part is "ablations" or "all")
            await EachAsync(new AblationsPart(experiment, tuning).WriteAsync, part == "all" ? settings.Take(1) : settings, output);
        if (part is "data" or "all")
            await EachAsync(new DataPart(experiment, tuning).WriteAsync, part == "all" ? settings.Take(1) : settings, output);
        if (part is "draws" or "all")
            await EachAsync(new DrawsPart(experiment, tuning).WriteAsync, part == "all" ? settings.Take(1) : settings, output);
    }

    private static async Task EachAsync(Func<TextWriter, string, Task> writeAsync, IEnumerable<string> settings, TextWriter output)
    {
        foreach (var setting in settings)
            await writeAsync(output, setting);
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
