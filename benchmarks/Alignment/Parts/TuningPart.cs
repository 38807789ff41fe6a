namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Chooses each method's setting on the tuning prompts: as many trials for each, one training seed, which the table does not use.</summary>
internal sealed class TuningPart(Experiment experiment, double toleranceDb)
{
    public const long TrainingSeed = 1000;

    public async Task<IReadOnlyList<TunedMethod>> ChooseAsync(string setting, IReadOnlyList<Method> methods)
    {
        var data = await experiment.DataAsync(setting, experiment.Size.Pairs);
        var guidances = await experiment.GuidancesAsync();
        var trials = (from method in methods
                      from trial in method.Grid.Take(experiment.Size.Trials)
                      select (Method: method, Trial: trial)).ToArray();
        var weights = await experiment.Trainings.CompleteAsync(
            $"tuning trainings ({setting})",
            [.. trials.Select(one => new TrainingRequest(one.Method, one.Trial, one.Trial.Steps(one.Method.StepBudget(experiment.Size.Steps)), data, TrainingSeed))]);
        var scores = await experiment.Evaluations.CompleteAsync(
            $"tuning images ({setting})",
            experiment.Tuning,
            [.. from one in trials.Zip(weights)
                from guidance in guidances
                select ($"{setting}, {one.First.Method.Key}", one.Second, guidance)]);
        var figures = scores.Chunk(guidances.Count).Select(Figures).ToArray();
        var baseFigures = await BaseFiguresAsync();
        return
        [
            .. trials.Index().GroupBy(one => one.Item.Method).Select(group => new TunedMethod(
                setting, group.Key,
                [.. group.Select(one => one.Item.Trial)],
                [.. group.Select(one => weights[one.Index])],
                [.. group.Select(one => figures[one.Index])],
                TrialChoice.Of([.. group.Select(one => figures[one.Index])], baseFigures, toleranceDb),
                group.Key.StepBudget(experiment.Size.Steps))),
        ];
    }

    public async Task<TrialFigures> BaseFiguresAsync()
    {
        var guidances = await experiment.GuidancesAsync();
        var sweep = await experiment.BaseSweepAsync();
        return Figures([.. guidances.Select(guidance => sweep[experiment.Size.Guidances.ToList().IndexOf(guidance)])])!;
    }

    public async Task WriteAsync(TextWriter output, string setting, IReadOnlyList<TunedMethod> tuned)
    {
        var data = await experiment.DataAsync(setting, experiment.Size.Pairs);
        var guidances = await experiment.GuidancesAsync();
        output.WriteLine(FormattableString.Invariant(
            $"### Tuning, setting `{setting}`: {data.Lines.Count} pairs, {experiment.Tuning.Images.Count} images a figure, 1 training seed\n"));
        output.WriteLine($"Pairs {data.Told}; dataset {data.Hash[..16]}.");
        output.WriteLine(FormattableString.Invariant(
            $"Chosen (▸): most mean all-correct over these guidances where the mean picture quality is at most {toleranceDb:0.##} dB below the base's; ▹: no trial kept it, best of all.\n"));
        var rows = new List<IReadOnlyList<string>> { Row("", "base", "", await BaseFiguresAsync()) };
        foreach (var method in tuned)
        {
            rows.AddRange(method.Trials.Select((trial, index) => Row(
                index != method.Choice.Index ? "" : method.Choice.Qualified ? "▸" : "▹",
                $"{method.Method.Name}, {(method.Method.Budget == Budget.EqualSteps ? "equal steps" : "equal passes")}",
                $"{trial.Told(method.Method)}, {trial.Steps(method.StepBudget)} steps",
                method.Figures[index])));
        }

        Markdown.Table(output, ["", "method", "trial", .. Heads("all-correct"), "mean", .. Heads("PSNR"), "mean"], rows);

        IEnumerable<string> Heads(string what) => guidances.Select((guidance, i) => FormattableString.Invariant($"{(i == 0 ? what + ", " : "")}guidance {guidance:0.##}"));
    }

    private static IReadOnlyList<string> Row(string mark, string name, string trial, TrialFigures? figures) => figures is null
        ? [mark, name, trial, "diverged"]
        : [
            mark, name, trial, .. figures.AllCorrect.Append(figures.AllCorrect.Average()).Select(Markdown.Rate),
            .. figures.Psnr.Append(figures.Psnr.Average()).Select(Markdown.Decibel),
        ];

    private static TrialFigures? Figures(PromptScores?[] scores) => scores.Any(one => one is null)
        ? null
        : new TrialFigures([.. scores.Select(one => one!.AllCorrect.Average())], [.. scores.Select(one => one!.Psnr.Average())]);
}
