namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// What it costs in quality that a sample's noise comes from few fixed draws, with few enough pairs that draws do come again.
/// </summary>
internal sealed class DrawsPart(Experiment experiment, TuningPart tuning)
{
    private static readonly int?[] Draws = [null, 16, 4, 1];

    public async Task WriteAsync(TextWriter output, string setting)
    {
        var method = (await tuning.ChooseAsync(setting, Methods.All)).First(tuned => tuned.Method == Methods.CrossValidation);
        var pairs = experiment.Size.DataSizes.Order().Skip(1).First();
        var data = await (await experiment.DataAsync(setting, experiment.Size.DataSizes.Max())).TakeAsync(experiment.Blobs, pairs);
        var seeds = experiment.Size.FewerSeeds;
        var weights = await experiment.Trainings.CompleteAsync(
            $"draws trainings ({setting})",
            [.. from draws in Draws
                from seed in Enumerable.Range(1, seeds)
                select new TrainingRequest(method.Method with { ReferenceDraws = draws }, method.Chosen, method.Steps, data, seed)]);
        var epochs = (double)method.Steps * experiment.Size.BatchSize / data.Lines.Count;
        output.WriteLine(FormattableString.Invariant(
            $"### Fixed draws, setting `{setting}`: cross-validation, {data.Lines.Count} pairs, {method.Steps} steps ({epochs:0.#} epochs), {seeds} training seeds\n"));
        foreach (var guidance in (await experiment.GuidancesAsync()).Distinct())
        {
            var scores = await experiment.Evaluations.CompleteAsync(
                $"draws images ({setting})", experiment.Table, [.. weights.Select((one, i) => ($"draws {Name(Draws[i / seeds])}", one ?? Artist.BaseWeights, guidance))]);
            var rows = scores.Chunk(seeds).Select(chunk => new SeedScores([.. chunk.Select(one => one!)])).ToArray();
            output.WriteLine(FormattableString.Invariant($"Guidance {guidance:0.##}:\n"));
            Markdown.Table(
                output,
                ["draws a sample", "all-correct", "− new draws always", "PSNR, dB", "− new draws always"],
                Draws.Zip(rows, (draws, row) => (string[])
                [
                    Name(draws), Markdown.Rate(SeedScores.Mean(row.AllCorrect)),
                    draws is null ? "" : Markdown.Difference(TwoLevelBootstrap.Of(row.AllCorrect, rows[0].AllCorrect)),
                    Markdown.Decibel(SeedScores.Mean(row.Psnr)), draws is null ? "" : Markdown.DifferenceDb(TwoLevelBootstrap.Of(row.Psnr, rows[0].Psnr)),
                ]));
        }
    }

    private static string Name(int? draws) => draws is { } count ? $"{count}" : "∞";
}
