using System.Diagnostics.Metrics;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>What eval-svc counts and measures: the rate of a counter is images per second.</summary>
internal static class EvaluationMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> ImagesRendered = Meter.CreateCounter<long>(
        "instructengine_evaluation_images_rendered_total", description: "Images drawn for evaluations, by model (base, aligned); those that were stored before are not among them.");

    private static readonly Histogram<double> RenderSeconds = Meter.CreateHistogram<double>(
        "instructengine_evaluation_render_seconds", "s", "Time to draw a batch of evaluation images, by model.");

    private static readonly Counter<long> ImagesScored = Meter.CreateCounter<long>(
        "instructengine_evaluation_images_scored_total", description: "Images scored for evaluations, by scorer.");

    private static readonly Histogram<double> ScoreSeconds = Meter.CreateHistogram<double>(
        "instructengine_evaluation_score_seconds", "s", "Time to score a batch of evaluation images, by scorer.");

    private static readonly Gauge<double> Scores = Meter.CreateGauge<double>(
        "instructengine_evaluation_score", description: "Mean score of the last evaluated checkpoint at the spec's first guidance scale, by scorer and model (base, aligned).");

    /// <summary>The first guidance scale's, so that two checkpoints of a run are told apart by nothing else.</summary>
    public static void Measured(ModelComparison headline)
    {
        foreach (var (scorer, figures) in headline.Scorers)
        {
            Scores.Record(figures.Base, new("scorer", scorer), new("model", "base"));
            Scores.Record(figures.Aligned, new("scorer", scorer), new("model", "aligned"));
        }
    }

    public static void Rendered(EvaluatedModel model, int images, TimeSpan time)
    {
        var tag = new KeyValuePair<string, object?>("model", model.ToString().ToLowerInvariant());
        ImagesRendered.Add(images, tag);
        RenderSeconds.Record(time.TotalSeconds, tag);
    }

    public static void Scored(string scorer, int images, TimeSpan time)
    {
        var tag = new KeyValuePair<string, object?>("scorer", scorer);
        ImagesScored.Add(images, tag);
        ScoreSeconds.Record(time.TotalSeconds, tag);
    }
}
