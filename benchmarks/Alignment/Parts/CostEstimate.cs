namespace InstructEngine.Benchmarks.Alignment;

/// <summary>What tuning and table of one setting will cost on one core, from a few steps and pictures measured here.</summary>
internal sealed class CostEstimate(Experiment experiment)
{
    private const int FewSteps = 2, MoreSteps = 8;

    private const double SecondsAnHour = 3600;

    /// <summary>Told in CPU time: with other programs beside it, it takes longer.</summary>
    public async Task WriteAsync(TextWriter progress, string setting)
    {
        var size = experiment.Size;
        var data = await experiment.DataAsync(setting, size.Pairs);
        var few = await StepsAsync(data, FewSteps);
        var step = Math.Max(0, await StepsAsync(data, MoreSteps) - few) / (MoreSteps - FewSteps);
        var start = Math.Max(0, few - (FewSteps * step));
        var sweep = size.Guidances.Zip(await experiment.BaseSweepAsync()).ToDictionary(pair => pair.First, pair => pair.Second.CpuSeconds / experiment.Tuning.Images.Count);
        var (plain, guided) = (sweep[1], sweep[await experiment.BestGuidanceAsync()]);

        // A training gives the models of all its trials of fewer steps.
        var trials = Methods.All.SelectMany(method => method.Grid.Take(size.Trials), (method, trial) => (method, trial)).ToArray();
        var trainings = trials.GroupBy(one => (one.method.Loss, one.method.Terms, Whole: one.trial with { BudgetShare = 1 }))
            .Select(group => group.Max(Passes)).ToArray();
        var models = trials.Select(one => (one.method.Loss, one.method.Terms, one.trial with { BudgetShare = 1 }, one.trial.Steps(one.method.StepBudget(size.Steps)))).Distinct().Count();
        var tuning = Training(trainings) + (models * experiment.Tuning.Images.Count * (plain + (2 * guided)));

        var seeds = size.Seeds * Methods.All.Count;
        var table = (size.Seeds * Training([.. Methods.All.Select(method => method.StepBudget(size.Steps) * method.Passes)]))
            + (seeds * experiment.Table.Images.Count * (plain + (3 * guided)))
            + (Methods.All.Count * Math.Max(0, size.Guidances.Count - 3) * experiment.Tuning.Images.Count * guided);
        progress.WriteLine(FormattableString.Invariant(
            $"setting {setting}: {step:0.00} CPU s a step of cross-validation, {start:0.0} s before the first; {1 / plain:0} pictures/s, {1 / guided:0} guided; ")
            + FormattableString.Invariant($"tuning {tuning / SecondsAnHour:0.0} h, table at most {table / SecondsAnHour:0.0} h on one core"));

        double Training(double[] passes) => passes.Sum(count => start + (step * count / Method.MostPasses));
        double Passes((Method Method, Trial Trial) one) => one.Trial.Steps(one.Method.StepBudget(size.Steps)) * (double)one.Method.Passes;
    }

    private Task<double> StepsAsync(PairDataset data, int steps) => experiment.Trainings.CpuSecondsAsync(
        "cost", new TrainingRequest(Methods.CrossValidation, Grids.CrossValidation[0], steps, data, TuningPart.TrainingSeed));
}
