using InstructEngine.Demo.Scenes;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The table: each method with its chosen setting, several training seeds, prompts that no choice was made on. Measured once.</summary>
internal sealed class TablePart(Experiment experiment, TuningPart tuning, IReadOnlyList<Method> methods)
{
    private static readonly string[] Attributes = [.. SceneAttributes.All.Select(attribute => attribute.ToString().ToLowerInvariant())];

    public async Task WriteAsync(TextWriter output, string setting)
    {
        var tuned = await tuning.ChooseAsync(setting, methods);
        var trained = await TrainedMethod.TrainAsync(experiment, setting, tuned, experiment.Size.Seeds);
        var guidances = await experiment.GuidancesAsync();
        var own = await new OwnBestGuidance(experiment).OfAsync(setting, tuned);
        var data = await experiment.DataAsync(setting, experiment.Size.Pairs);
        output.WriteLine(
            $"### Table, setting `{setting}`: {data.Lines.Count} pairs, {experiment.Size.Seeds} training seeds, {experiment.Table.Images.Count} images a seed and figure\n");
        output.WriteLine($"Pairs {data.Told}; dataset {data.Hash[..16]}. Intervals: 95 %, bootstrap over prompts and seeds; bold where they exclude zero.\n");
        foreach (var guidance in guidances.Distinct())
        {
            var baseScores = await BaseAsync(guidance);
            var scores = await ScoresAsync(setting, trained, [.. trained.Select(_ => guidance)]);
            output.WriteLine(FormattableString.Invariant($"Guidance {guidance:0.##}{(guidance == guidances[^1] ? ", the base's best on the tuning prompts" : "")}:\n"));
            WriteFigures(output, trained, baseScores, scores, null);
            WriteComparisons(output, trained, scores);
        }

        output.WriteLine("Each method at the guidance that is best for it on the tuning prompts, against the base at its best:\n");
        WriteFigures(output, trained, await BaseAsync(guidances[^1]), await ScoresAsync(setting, trained, own), own);
    }

    private async Task<SeedScores> BaseAsync(double guidance) =>
        new([(await experiment.Evaluations.CompleteAsync("table, base", experiment.Table, [("base", Artist.BaseWeights, guidance)]))[0]!]);

    private async Task<IReadOnlyList<SeedScores>> ScoresAsync(string setting, IReadOnlyList<TrainedMethod> trained, IReadOnlyList<double> guidances)
    {
        var wanted = from method in trained.Zip(guidances)
                     from weights in method.First.Weights
                     select ($"{setting}, {method.First.Tuned.Method.Key}", (string?)weights, method.Second);
        var scores = await experiment.Evaluations.CompleteAsync($"table images ({setting})", experiment.Table, [.. wanted]);
        return [.. scores.Chunk(experiment.Size.Seeds).Select(seeds => new SeedScores([.. seeds.Select(one => one!)]))];
    }

    private static void WriteFigures(
        TextWriter output, IReadOnlyList<TrainedMethod> trained, SeedScores baseScores, IReadOnlyList<SeedScores> scores, IReadOnlyList<double>? guidances)
    {
        var head = new List<string> { "method", "equal", "steps", "all-correct", "− base", "relative gain" };
        head.AddRange(Attributes);
        head.AddRange(["PSNR, dB", "− base", "lattice", "− base"]);
        var rows = new List<IReadOnlyList<string>> { Row("base", "", "", baseScores, null) };
        for (var i = 0; i < trained.Count; i++)
        {
            var (tuned, marks) = (trained[i].Tuned, trained[i].Diverged > 0 ? $" ({trained[i].Diverged} diverged)" : "");
            var at = guidances is null ? "" : FormattableString.Invariant($", guidance {guidances[i]:0.##}");
            rows.Add(Row(tuned.Method.Name + at + marks, tuned.Method.Budget == Budget.EqualSteps ? "steps" : "passes", $"{tuned.Steps}", scores[i], baseScores));
        }

        Markdown.Table(output, head, rows);
    }

    private static string[] Row(string name, string equal, string steps, SeedScores scores, SeedScores? against)
    {
        var gain = against is null ? null : TwoLevelBootstrap.Of(scores.AllCorrect, against.AllCorrect);
        return
        [
            name, equal, steps,
            Markdown.Rate(SeedScores.Mean(scores.AllCorrect)), gain is null ? "" : Markdown.Difference(gain), gain is null ? "" : Markdown.Relative(gain),
            .. SceneAttributes.All.Select(attribute => Markdown.Rate(scores.Attribute(attribute))),
            Markdown.Decibel(SeedScores.Mean(scores.Psnr)), against is null ? "" : Markdown.DifferenceDb(TwoLevelBootstrap.Of(scores.Psnr, against.Psnr)),
            Markdown.Decibel(SeedScores.Mean(scores.Lattice)), against is null ? "" : Markdown.DifferenceDb(TwoLevelBootstrap.Of(scores.Lattice, against.Lattice)),
        ];
    }

    private static void WriteComparisons(TextWriter output, IReadOnlyList<TrainedMethod> trained, IReadOnlyList<SeedScores> scores)
    {
        SeedScores? Of(Method method) => trained.Index().FirstOrDefault(entry => entry.Item.Tuned.Method.Key == method.Key) is { Item: not null } found ? scores[found.Index] : null;
        Markdown.Table(
            output,
            ["difference", "all-correct", "PSNR, dB"],
            from pair in Methods.Comparisons
            let sides = (Ours: Of(pair.Ours), Theirs: Of(pair.Theirs))
            where sides is { Ours: not null, Theirs: not null }
            select (string[])
            [
                $"{pair.Ours.Name} − {pair.Theirs.Name}, {(pair.Theirs.Budget == Budget.EqualSteps ? "equal steps" : "equal passes")}",
                Markdown.Difference(TwoLevelBootstrap.Of(sides.Ours.AllCorrect, sides.Theirs.AllCorrect)),
                Markdown.DifferenceDb(TwoLevelBootstrap.Of(sides.Ours.Psnr, sides.Theirs.Psnr)),
            ]);
    }
}
