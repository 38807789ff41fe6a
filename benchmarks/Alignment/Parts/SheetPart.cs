using InstructEngine.Demo.Checking;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The same prompts and seeds drawn by the base and by each method's first training of the table, to look at.</summary>
internal sealed class SheetPart(Experiment experiment, TuningPart tuning, Artist artist)
{
    private const int Prompts = 24;

    private static readonly Method[] Shown =
        [Methods.SftAtEqualPasses, Methods.SftBothAtEqualPasses, Methods.DpoAtEqualPasses, Methods.CrossValidation, Methods.CrossValidationAndSft];

    public async Task WriteAsync(TextWriter output, string setting)
    {
        var trained = await TrainedMethod.TrainAsync(experiment, setting, await tuning.ChooseAsync(setting, Methods.All), experiment.Size.Seeds);
        var prompts = experiment.Table.Images.Chunk(Math.Max(1, experiment.Table.Images.Count / Prompts)).Select(chunk => chunk[0]).Take(Prompts).ToArray();
        foreach (var guidance in (await experiment.GuidancesAsync()).Distinct())
        {
            var rows = new List<(string, IReadOnlyList<SheetPicture>)> { ("base", Draw(Artist.BaseWeights, guidance)) };
            foreach (var method in Shown)
                rows.Add((method.Name.Trim('*'), Draw(trained.First(one => one.Tuned.Method == method).Weights[0], guidance)));
            var picture = FormattableString.Invariant($"sheet-{setting}-guidance-{guidance:0.##}.png");
            ContactSheet.Write(experiment.Workshop.Folder.Picture(picture), rows);
            output.WriteLine(FormattableString.Invariant($"### Contact sheet, setting `{setting}`, guidance {guidance:0.##}: {picture}\n"));
            output.WriteLine($"Rows: {string.Join("; ", rows.Select(row => row.Item1))}. A green frame: all attributes as asked.\n");
        }

        foreach (var (index, prompt) in prompts.Index())
            output.WriteLine($"{index + 1}. {prompt.Prompt.Text}");
        output.WriteLine();

        SheetPicture[] Draw(string weights, double guidance) =>
        [
            .. prompts.Chunk(EvalService.Evaluation.EvaluationPlan.BatchSize).SelectMany(batch => batch.Zip(
                artist.Draw(weights, batch, guidance),
                (planned, image) => new SheetPicture(image.Rgb.ToArray(), SceneChecker.Matches(image.Rgb.Span, planned.Prompt.Asked!).AllCorrect))),
        ];
    }
}
