namespace InstructEngine.EvalService.Reporting;

/// <summary>The loss and implicit accuracy over the steps.</summary>
internal static class TrainingSection
{
    /// <summary>Where the aligned model still equals the reference, every term of the loss is −log σ(0).</summary>
    private const double StartingLoss = 0.693147;

    public static void Write(HtmlBuilder html, ReportData data)
    {
        var training = data.Training;
        html.Open("section").Element("h2", "Training");
        html.Element(
            "p",
            $"{data.Checkpoint.Steps} steps of cross-validation alignment; at the end loss {data.Checkpoint.Loss:0.0000}, "
            + (data.Checkpoint.ImplicitAccuracy is { } accuracy
                ? $"implicit accuracy {100 * accuracy:0.0} % (share of comparisons where the model prefers the right image, ties one half)."
                : "no preferences were looked at."));
        if (training.Loss.Count == 0)
        {
            html.Element("p", "The trainer left no step-by-step record.", ("class", "note")).Close("section");
            return;
        }

        html.Open("div", ("class", "charts"));
        new LineChart("Loss over the steps", "optimiser step", "loss", Lines(training.Loss, training.HeldOutLoss), (StartingLoss, "ln 2: equal to the reference")).Write(html);
        new LineChart(
            "Implicit accuracy over the steps", "optimiser step", "implicit accuracy",
            Lines(training.ImplicitAccuracy, training.HeldOutImplicitAccuracy), (0.5, "chance")).Write(html);
        html.Close("div").Close("section").NewLine();
    }

    private static List<ChartSeries> Lines(IReadOnlyList<(double, double)> train, IReadOnlyList<(double, double)> heldOut)
    {
        var lines = new List<ChartSeries>();
        if (train.Count > 0)
            lines.Add(new("training pairs", "first", train));
        if (heldOut.Count > 0)
            lines.Add(new("held-out pairs", "second", heldOut));
        return lines;
    }
}
