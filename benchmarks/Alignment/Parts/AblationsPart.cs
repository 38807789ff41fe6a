namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Cross-validation with its chosen setting, and each of its parts taken away or changed in turn.</summary>
internal sealed class AblationsPart(Experiment experiment, TuningPart tuning)
{
    private const long DataSeed = 1;

    public async Task WriteAsync(TextWriter output, string setting)
    {
        var method = (await tuning.ChooseAsync(setting, Methods.All)).First(tuned => tuned.Method == Methods.CrossValidation);
        var variants = await VariantsAsync(setting);
        var seeds = experiment.Size.FewerSeeds;
        var weights = await experiment.Trainings.CompleteAsync(
            $"ablation trainings ({setting})",
            [.. from variant in variants
                from seed in Enumerable.Range(1, seeds)
                select new TrainingRequest(method.Method with { Key = variant.Name, Terms = variant.Terms }, method.Chosen, method.Steps, variant.Data, seed)]);
        output.WriteLine(
            $"### Ablations, setting `{setting}`: cross-validation, {method.Chosen.Told(method.Method)}, {method.Steps} steps, {seeds} training seeds, "
            + $"{experiment.Table.Images.Count} images a seed and figure\n");
        foreach (var guidance in (await experiment.GuidancesAsync()).Distinct())
        {
            var scores = await experiment.Evaluations.CompleteAsync(
                $"ablation images ({setting})", experiment.Table, [.. weights.Select((one, i) => (variants[i / seeds].Name, one ?? Artist.BaseWeights, guidance))]);
            var rows = scores.Chunk(seeds).Select(chunk => new SeedScores([.. chunk.Select(one => one!)])).ToArray();
            output.WriteLine(FormattableString.Invariant($"Guidance {guidance:0.##}:\n"));
            Markdown.Table(
                output,
                ["variant", "pairs", "all-correct", "− as in the table", "PSNR, dB", "− as in the table", "lattice"],
                variants.Zip(rows, (variant, row) => (string[])
                [
                    variant.Name, $"{variant.Data.Lines.Count}", Markdown.Rate(SeedScores.Mean(row.AllCorrect)),
                    row == rows[0] ? "" : Markdown.Difference(TwoLevelBootstrap.Of(row.AllCorrect, rows[0].AllCorrect)),
                    Markdown.Decibel(SeedScores.Mean(row.Psnr)), row == rows[0] ? "" : Markdown.DifferenceDb(TwoLevelBootstrap.Of(row.Psnr, rows[0].Psnr)),
                    Markdown.Decibel(SeedScores.Mean(row.Lattice)),
                ]));
        }

        foreach (var variant in variants.Where(variant => variant.Data.Told.Length > 0))
            output.WriteLine($"- {variant.Name}: {variant.Data.Told}");
        output.WriteLine();
    }

    private async Task<IReadOnlyList<Variant>> VariantsAsync(string setting)
    {
        var (pairs, triples) = (experiment.Size.Pairs, experiment.Triples);
        var data = await experiment.DataAsync(setting, pairs);
        var uncheckedPairs = await (await experiment.PoolAsync(setting, $"{setting}, unchecked", triples, isChecked: false)).TakeAsync(pairs);
        var unopposed = await PairDataset.StoreAsync(
            experiment.Blobs, $"{setting}, unopposed", UnopposedPairs.Of(data.Lines, DataSeed), "sides of two different triples of a leaf, at random");
        return
        [
            new("as in the table (one attribute contrasted: subtle)", data, null),
            new("without the image check", uncheckedPairs, null),
            new("without opposed instructions", unopposed, null),
            new("image-fixed terms added", data, "both"),
            new("two attributes contrasted: medium", await ContrastAsync(2), null),
            new("three attributes contrasted: easy", await ContrastAsync(3), null),
        ];

        async Task<PairDataset> ContrastAsync(int attributes) => await (await experiment.PoolAsync(
            setting, $"{setting}, {attributes} attributes", ContrastTriples.Of(triples, attributes, DataSeed))).TakeAsync(pairs);
    }

    private sealed record Variant(string Name, PairDataset Data, string? Terms);
}
