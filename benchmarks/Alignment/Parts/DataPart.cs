namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Data efficiency: cross-validation and plain DPO at equal passes, trained on more and more pairs with their chosen settings.</summary>
internal sealed class DataPart(Experiment experiment, TuningPart tuning)
{
    private static readonly Method[] Compared = [Methods.CrossValidation, Methods.DpoAtEqualPasses];

    public async Task WriteAsync(TextWriter output, string setting)
    {
        var tuned = (await tuning.ChooseAsync(setting, Methods.All)).Where(one => Compared.Contains(one.Method)).ToArray();
        var most = await experiment.DataAsync(setting, experiment.Size.DataSizes.Max());
        var datasets = new List<PairDataset>();
        foreach (var size in experiment.Size.DataSizes.Where(size => size < most.Lines.Count))
            datasets.Add(await most.TakeAsync(experiment.Blobs, size));
        datasets.Add(most);

        var seeds = experiment.Size.FewerSeeds;
        var cells = (from data in datasets from method in tuned select (Data: data, Tuned: method)).ToArray();
        var weights = await experiment.Trainings.CompleteAsync(
            $"data trainings ({setting})",
            [.. from cell in cells
                from seed in Enumerable.Range(1, seeds)
                select new TrainingRequest(cell.Tuned.Method, cell.Tuned.Chosen, cell.Tuned.Steps, cell.Data, seed)]);
        output.WriteLine($"### Data efficiency, setting `{setting}`: {seeds} training seeds, {experiment.Table.Images.Count} images a seed and figure\n");
        foreach (var guidance in (await experiment.GuidancesAsync()).Distinct())
        {
            var scores = await experiment.Evaluations.CompleteAsync(
                $"data images ({setting})",
                experiment.Table,
                [.. weights.Select((one, i) => ($"{cells[i / seeds].Data.Lines.Count} pairs", one ?? Artist.BaseWeights, guidance))]);
            var rows = cells.Zip(scores.Chunk(seeds), (cell, chunk) => (cell.Data, cell.Tuned.Method, Scores: new SeedScores([.. chunk.Select(one => one!)]))).ToArray();
            Write(output, setting, guidance, datasets, rows, await BaseAsync(guidance));
        }
    }

    private async Task<double> BaseAsync(double guidance) =>
        (await experiment.Evaluations.CompleteAsync("base", experiment.Table, [("base", Artist.BaseWeights, guidance)]))[0]!.AllCorrect.Average();

    private void Write(
        TextWriter output, string setting, double guidance, List<PairDataset> datasets, (PairDataset Data, Method Method, SeedScores Scores)[] rows, double baseRate)
    {
        SeedScores Of(PairDataset data, Method method) => rows.First(row => row.Data == data && row.Method == method).Scores;
        var picture = FormattableString.Invariant($"data-{setting}-guidance-{guidance:0.##}.svg");
        File.WriteAllText(
            experiment.Workshop.Folder.Picture(picture),
            BandChart.Svg(
                FormattableString.Invariant($"All-correct at guidance {guidance:0.##} by training pairs"),
                [.. Compared.Select(method => new Band(
                    method.Name.Trim('*'),
                    [.. datasets.Select(data => (data.Lines.Count, Of(data, method).AllCorrect.Select(seed => seed.Average()).ToArray()))]))],
                baseRate));
        output.WriteLine(FormattableString.Invariant($"Guidance {guidance:0.##}; base {Markdown.Rate(baseRate)}; in brackets the seeds' least and most; {picture} shows it:\n"));
        Markdown.Table(
            output,
            ["pairs", .. Compared.Select(method => $"{method.Name}{(method.Budget == Budget.EqualPasses ? ", equal passes" : "")}"), "difference"],
            datasets.Select(data => (string[])
            [
                $"{data.Lines.Count}", .. Compared.Select(method => WithRange(Of(data, method).AllCorrect)),
                Markdown.Difference(TwoLevelBootstrap.Of(Of(data, Compared[0]).AllCorrect, Of(data, Compared[1]).AllCorrect)),
            ]));
    }

    private static string WithRange(double[][] seeds) =>
        $"{Markdown.Rate(SeedScores.Mean(seeds))} [{Markdown.Rate(seeds.Min(seed => seed.Average()))}, {Markdown.Rate(seeds.Max(seed => seed.Average()))}]";
}
