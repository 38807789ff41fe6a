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

    /// <summary>Tells of a dataset's bad pairs of one reason.</summary>
    public static void BadPairs(string reason, int count) => Bad.Record(count, new KeyValuePair<string, object?>("reason", reason));

    public static void StepDone(TrainingLogEntry entry, int samples)
    {
        Steps.Add(1);
        Samples.Add(samples);
        Loss.Record(entry.Loss);
        if (entry.ImplicitAccuracy is { } accuracy)
        {
            Accuracy.Record(accuracy);
        }

        Passes.Add(entry.PolicyPasses ?? 0, new KeyValuePair<string, object?>("model", "policy"));
        Passes.Add(entry.ReferencePasses ?? 0, new KeyValuePair<string, object?>("model", "reference"));
        GradNorm.Record(entry.GradNorm);
    }
}
