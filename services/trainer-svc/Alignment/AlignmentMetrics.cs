using System.Diagnostics.Metrics;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What training tells to the metrics.</summary>
internal sealed class AlignmentMetrics
{
    private readonly Counter<long> _steps, _samples;
    private readonly Gauge<double> _loss, _accuracy, _gradNorm;

    public AlignmentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("InstructEngine.Trainer");
        _steps = meter.CreateCounter<long>("instructengine.training.steps", description: "Optimiser steps done.");
        _samples = meter.CreateCounter<long>("instructengine.training.samples", description: "Samples trained on, repetitions counted.");
        _loss = meter.CreateGauge<double>("instructengine.training.loss", description: "Preference loss of the last batch.");
        _accuracy = meter.CreateGauge<double>("instructengine.training.implicit_accuracy", description: "Implicit accuracy of the last batch, 0 to 1.");
        _gradNorm = meter.CreateGauge<double>("instructengine.training.grad_norm", description: "Gradient norm of the last step before clipping.");
    }

    public void StepDone(TrainingLogEntry entry, int samples)
    {
        _steps.Add(1);
        _samples.Add(samples);
        _loss.Record(entry.Loss);
        _accuracy.Record(entry.ImplicitAccuracy);
        _gradNorm.Record(entry.GradNorm);
    }
}
