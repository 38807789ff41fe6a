namespace InstructEngine.EvalService.Reporting;

/// <summary>The trainer's figures as charts; those of which nothing was recorded are left out.</summary>
internal static class TrainingCharts
{
    private const string Steps = "optimiser step", Timesteps = "timestep, little noise to much";

    /// <summary>Where the aligned model still equals the reference, every preference's term is −log σ(0).</summary>
    private const double StartingLoss = 0.693147;

    /// <param name="contrasts">Whether the loss compares images: only then does it start at ln 2.</param>
    public static void Write(HtmlBuilder html, TrainingCurves training, bool contrasts)
    {
        html.Open("div", ("class", "charts"));
        Over("Loss over the steps", "loss", TrainAndHeldOut(training.Loss, training.HeldOutLoss), contrasts ? (StartingLoss, "ln 2: equal to the reference") : null);
        Over(
            "Implicit accuracy over the steps", "implicit accuracy",
            TrainAndHeldOut(training.ImplicitAccuracy, training.HeldOutImplicitAccuracy), (0.5, "chance"));
        Over("Errors against the reference, training pairs", "error − reference's", OwnAndOther(training.WinnerError, training.LoserError), (0, "the reference"));
        Over("Errors against the reference, held-out pairs", "error − reference's", OwnAndOther(training.HeldOutWinnerError, training.HeldOutLoserError), (0, "the reference"));
        Over("Gradient norm over the steps, before clipping", "gradient norm", Lines(("training pairs", "first", training.GradNorm)), null);
        ByTimestep("Margins by timestep", "margin inside −log σ", bucket => bucket.Margin, (0, "equal to the reference"));
        ByTimestep("Implicit accuracy by timestep", "implicit accuracy", bucket => bucket.Accuracy, (0.5, "chance"));
        html.Close("div");

        void Over(string title, string label, List<ChartSeries> lines, (double, string)? reference)
        {
            if (lines.Count > 0)
                new LineChart(title, Steps, label, lines, reference) { Marks = [.. training.Rollbacks.Select(rollback => (rollback.Step, "went back"))] }.Write(html);
        }

        void ByTimestep(string title, string label, Func<TimestepBucket, double> value, (double, string) reference)
        {
            var lines = Lines(
                ("first fifth", "early", Points(training.EarlyMargins)), ("last fifth", "first", Points(training.LateMargins)),
                ("held-out, at the end", "second", Points(training.HeldOutMargins)));
            if (lines.Count > 0)
                new LineChart(title, Timesteps, label, lines, reference).Write(html);

            List<(double, double)> Points(IReadOnlyList<TimestepBucket> buckets) => [.. buckets.Select(bucket => ((double)bucket.From, value(bucket)))];
        }
    }

    private static List<ChartSeries> TrainAndHeldOut(IReadOnlyList<(double, double)> train, IReadOnlyList<(double, double)> heldOut) =>
        Lines(("training pairs", "first", train), ("held-out pairs", "second", heldOut));

    private static List<ChartSeries> OwnAndOther(IReadOnlyList<(double, double)> own, IReadOnlyList<(double, double)> other) =>
        Lines(("own images", "first", own), ("other images", "second", other));

    private static List<ChartSeries> Lines(params (string Name, string Style, IReadOnlyList<(double, double)> Points)[] lines) =>
        [.. lines.Where(line => line.Points.Count > 0).Select(line => new ChartSeries(line.Name, line.Style, line.Points))];
}
