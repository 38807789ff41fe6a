using System.Diagnostics.Metrics;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What trainer-svc counts and measures.</summary>
internal static class AlignmentMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("instructengine_training_steps_total", description: "Optimiser steps done.");

    private static readonly Counter<long> Samples = Meter.CreateCounter<long>(
        "instructengine_training_samples_total", description: "Samples trained on, repetitions counted.");

    private static readonly Counter<long> Passes = Meter.CreateCounter<long>(
        "instructengine_training_forward_passes_total", description: "Instruction-image combinations that went through the policy or the reference.");

    private static readonly Gauge<double> Loss = Meter.CreateGauge<double>("instructengine_training_loss", description: "Preference loss of the last batch.");

    private static readonly Gauge<double> Accuracy = Meter.CreateGauge<double>(
        "instructengine_training_implicit_accuracy", description: "Implicit accuracy of the last batch, 0 to 1.");

    private static readonly Gauge<double> GradNorm = Meter.CreateGauge<double>(
        "instructengine_training_grad_norm", description: "Gradient norm of the last step before clipping.");

    private static readonly Gauge<long> Bad = Meter.CreateGauge<long>(
        "instructengine_training_bad_pairs", description: "Pairs that cannot be trained on, by reason, in the last dataset that had any of it.");

    private static readonly Gauge<double> Errors = Meter.CreateGauge<double>(
        "instructengine_training_error_difference",
        description: "Mean of the model's denoising error minus the reference's in the last batch, on the images that should win and on the others.");

    private static readonly Gauge<double> Margins = Meter.CreateGauge<double>(
        "instructengine_training_margin", description: "Mean margin of the last batch's preferences, by tenth of the noise schedule.");

    private static readonly Gauge<double> MarginAccuracy = Meter.CreateGauge<double>(
        "instructengine_training_margin_accuracy", description: "Implicit accuracy of the last batch's preferences, by tenth of the noise schedule, 0 to 1.");

    private static readonly Gauge<double> HeldOut = Meter.CreateGauge<double>(
        "instructengine_training_held_out", description: "Figures of the last look at the held-out pairs: loss, accuracy, winner and loser error.");

    private static readonly Counter<long> Rollbacks = Meter.CreateCounter<long>(
        "instructengine_training_rollbacks_total", description: "How often a training that diverged went back to a checkpoint, by what showed it.");

    private static readonly Gauge<double> CheckpointTime = Meter.CreateGauge<double>(
        "instructengine_training_checkpoint_timestamp", "s", "When this process last stored a checkpoint, in seconds since 1970.");

    public static void CheckpointStored() => CheckpointTime.Record(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0);

    /// <summary>Tells of a dataset's bad pairs of one reason.</summary>
    public static void BadPairs(string reason, int count) => Bad.Record(count, Label("reason", reason));

    public static void RolledBack(DivergenceReason reason) => Rollbacks.Add(1, Label("reason", reason switch
    {
        DivergenceReason.LossIsZero => "loss_zero",
        DivergenceReason.LossIsNoNumber => "loss_not_finite",
        DivergenceReason.GradientIsNoNumber => "gradient_not_finite",
        DivergenceReason.WinnerError => "winner_error",
        _ => "loss_spike",
    }));

    public static void StepDone(TrainingLogEntry entry, int samples)
    {
        Steps.Add(1);
        Samples.Add(samples);
        Loss.Record(entry.Loss);
        if (entry.ImplicitAccuracy is { } accuracy)
        {
            Accuracy.Record(accuracy);
        }

        Passes.Add(entry.PolicyPasses ?? 0, Label("model", "policy"));
        Passes.Add(entry.ReferencePasses ?? 0, Label("model", "reference"));
        GradNorm.Record(entry.GradNorm);
        if (entry is { WinnerError: { } winner, LoserError: { } loser })
        {
            Errors.Record(winner, Label("side", "winner"));
            Errors.Record(loser, Label("side", "loser"));
        }

        foreach (var margin in entry.Margins ?? [])
        {
            Margins.Record(margin.Margin, Label("from_timestep", margin.From));
            MarginAccuracy.Record(margin.Accuracy, Label("from_timestep", margin.From));
        }

        if (entry.HeldOut is { } heldOut)
        {
            HeldOut.Record(heldOut.Loss, Label("figure", "loss"));
            HeldOut.Record(heldOut.ImplicitAccuracy, Label("figure", "implicit_accuracy"));
            HeldOut.Record(heldOut.WinnerError, Label("figure", "winner_error"));
            HeldOut.Record(heldOut.LoserError, Label("figure", "loser_error"));
        }
    }

    private static KeyValuePair<string, object?> Label(string name, object value) => new(name, value);
}
