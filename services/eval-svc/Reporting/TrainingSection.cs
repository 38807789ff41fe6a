using System.Globalization;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What was trained, how it went, and the figures over the steps.</summary>
internal static class TrainingSection
{
    public static void Write(HtmlBuilder html, ReportData data)
    {
        var (training, spec) = (data.Training, data.Summary.Spec.Training);
        html.Open("section").Element("h2", "Training");
        html.Element("p", $"{data.Checkpoint.Steps} steps of {TrainingName.Of(spec.Loss, spec.Terms)}; at the end loss {data.Checkpoint.Loss:0.0000}" + Accuracy(data.Checkpoint.ImplicitAccuracy));
        if (training.PolicyPasses > 0)
        {
            html.Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{training.PolicyPasses:N0} combinations of an instruction and an image went through the model, {training.ReferencePasses:N0} through the reference."));
        }

        if (training.LeftOut.Count > 0)
        {
            var reasons = training.LeftOut.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Value} × {entry.Key}");
            html.Element("p", $"{training.LeftOut.Values.Sum()} pairs could not be trained on and were left out: {string.Join(", ", reasons)}.", ("class", "wrong"));
        }

        foreach (var rollback in training.Rollbacks)
        {
            html.Element(
                "p",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Training diverged at step {rollback.Step}: {rollback.Reason}. It went back to step {rollback.BackTo} and on with {rollback.LearningRateFactor:0.###} of the learning rate."),
                ("class", "wrong"));
        }

        if (training.Loss.Count == 0)
        {
            html.Element("p", "The trainer left no step-by-step record.", ("class", "note")).Close("section");
            return;
        }

        TrainingCharts.Write(html, training, Contrasts(spec.Loss));
        html.Close("section").NewLine();
    }

    private static bool Contrasts(string loss) => loss is "cross-validation" or "diffusion-dpo";

    private static string Accuracy(double? accuracy) => accuracy is { } share
        ? $", implicit accuracy {100 * share:0.0} % (share of comparisons where the model prefers the right image, ties one half)."
        : ".";
}
