using System.Text;
using InstructEngine.EvalService.Reporting;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary><c>report.html</c> of a training: one file to look at, without scripts or outside references.</summary>
internal static class TrainingPage
{
    /// <summary>A curve has no more points than this: neighbours are averaged.</summary>
    private const int MostPoints = 200;

    public static byte[] Write(LocalTrainingResult result, TrainInputs inputs)
    {
        var (log, title) = (result.Log, $"Training: {result.Log.Loss}");
        var html = PageFrame.Open(title);
        html.Element("h1", title);
        html.Element("p", $"{log.TrainingPairs} pairs, {log.HeldOutPairs} held out; {result.Last.Step} steps, {result.Last.Epochs} epoch{(result.Last.Epochs == 1 ? "" : "s")}; model {result.Last.CheckpointHash}, base {result.Last.ReferenceHash}.");
        foreach (var (reason, count) in log.LeftOut ?? new Dictionary<string, int>())
            html.Element("p", $"Left out: {count} × {reason}.", ("class", "note"));

        foreach (var rollback in log.Rollbacks ?? [])
            html.Element("p", $"Diverged at step {rollback.Step} ({rollback.Reason}); went back to step {rollback.BackTo}, with {rollback.LearningRateFactor} of the learning rate.", ("class", "note"));

        html.Open("section").Open("div", ("class", "charts"));
        new LineChart("Loss", "optimiser step", "loss", Lines(log, entry => entry.Loss, figures => figures.Loss), StartOf(log)).Write(html);
        new LineChart(
            "Implicit accuracy", "optimiser step", "implicit accuracy", Lines(log, entry => entry.ImplicitAccuracy ?? double.NaN, figures => figures.ImplicitAccuracy), (0.5, "chance")).Write(html);
        new LineChart(
            "Error against the base, held-out pairs", "optimiser step", "difference of errors",
            [new("own image", "first", HeldOut(log, figures => figures.WinnerError)), new("other image", "second", HeldOut(log, figures => figures.LoserError))], (0, "the base")).Write(html);
        new LineChart("Gradient norm before clipping", "optimiser step", "norm", [new("training pairs", "first", Thin(log, entry => entry.GradNorm))], null).Write(html);
        html.Close("div").Close("section");
        html.Open("section").Element("h2", "Settings").Element("pre", SettingsText.Of(inputs.Settings)).Close("section");
        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }

    private static (double, string)? StartOf(TrainingLog log) =>
        TrainerService.Losses.PreferenceLosses.Create(log.Loss, beta: 1).NeedsReference ? (Math.Log(2), "ln 2: equal to the base") : null;

    private static List<ChartSeries> Lines(TrainingLog log, Func<TrainingLogEntry, double> step, Func<HeldOutFigures, double> heldOut)
    {
        var lines = new List<ChartSeries> { new("training pairs", "first", Thin(log, step)) };
        if (log.HeldOutPairs > 0)
            lines.Add(new("held-out pairs", "second", HeldOut(log, heldOut)));
        return lines;
    }

    private static List<(double, double)> HeldOut(TrainingLog log, Func<HeldOutFigures, double> value) =>
        [.. log.Entries.Where(entry => entry.HeldOut is not null).Select(entry => ((double)entry.Step, value(entry.HeldOut!)))];

    private static List<(double, double)> Thin(TrainingLog log, Func<TrainingLogEntry, double> value) =>
        [.. log.Entries.Chunk(Math.Max(1, (log.Entries.Count + MostPoints - 1) / MostPoints)).Select(chunk => (chunk.Average(entry => entry.Step), chunk.Average(value)))];
}
