using System.Diagnostics;
using InstructEngine.TrainerService.FineTuning;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Trains what an <see cref="IFineTuning"/> names, against its reference. A step hangs on the seed, its number and the weights alone, so that
/// training goes on bit for bit after a stop (on the CPU).
/// </summary>
internal sealed class AlignmentTrainer : IDisposable
{
    private readonly IFineTuning _tuning;
    private readonly DenoisingErrors _errors;
    private readonly AlignmentData _data;
    private readonly IPreferenceLoss _loss;
    private readonly AlignmentPlan _plan;

    private readonly IReferenceErrors? _reference;

    /// <param name="reference">Null for what the plan asks for.</param>
    public AlignmentTrainer(
        IFineTuning tuning, DenoisingErrors errors, AlignmentData data, IPreferenceLoss loss, AlignmentPlan plan, IReferenceErrors? reference = null)
    {
        (_tuning, _errors, _data, _loss, _plan) = (tuning, errors, data, loss, plan);
        Optimizer = new AdamW(tuning.Parameters);
        Average = plan.Spec.EmaDecay is { } decay ? new ParameterAverage(tuning.Parameters, decay) : null;
        Passes = ForwardPasses.Of(loss, plan.Spec.SftWeight);
        if (loss.NeedsReference)
        {
            _reference = reference ?? (plan.Spec.ReferenceDraws is null
                ? new ReferenceErrors(errors, tuning.PredictReference, Passes.ReferenceReads)
                : new ReferenceErrorCache(errors, tuning.PredictReference, Passes.ReferenceReads, plan, data));
        }
    }

    /// <summary>What each sample costs.</summary>
    public ForwardPasses Passes { get; }

    public AdamW Optimizer { get; }

    /// <summary>Null where the plan asks for none.</summary>
    public ParameterAverage? Average { get; }

    /// <summary>What the plan's learning rate is multiplied by.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>Where the last step's time went.</summary>
    public StepTimes Times { get; private set; } = new(default, default, default, default);

    /// <summary>One optimiser step.</summary>
    /// <param name="step">From 0.</param>
    /// <exception cref="TrainingDivergedException">The loss or the gradient is not a number, or the loss is exactly 0.</exception>
    public TrainingLogEntry Step(int step)
    {
        using var scope = NewDisposeScope();
        var began = Stopwatch.GetTimestamp();
        using var batch = _plan.Batch(_data, step);
        var shares = _plan.MicroBatches(batch);
        var parts = new PartResult[shares.Count];
        var drawn = Stopwatch.GetTimestamp();
        _reference?.Prepare(batch);
        var prepared = Stopwatch.GetTimestamp();
        Parallel.For(0, shares.Count, i => parts[i] = Backward(shares[i], batch.Count));

        var computed = Stopwatch.GetTimestamp();
        var figures = parts.SelectMany(part => part.Figures).ToList();
        var loss = figures.Sum(part => part.Loss);
        double? sft = _plan.Spec.SftWeight > 0 ? figures.Sum(part => part.SftLoss) : null;
        SetGradients(parts);
        CheckLoss(loss + (sft ?? 0), loss, step);
        var gradNorm = nn.utils.clip_grad_norm_(_tuning.Parameters.Select(entry => entry.Parameter), _plan.Spec.MaxGradNorm);
        if (!double.IsFinite(gradNorm))
        {
            throw new TrainingDivergedException(step + 1, DivergenceReason.GradientIsNoNumber, $"the gradient's norm is {gradNorm}");
        }

        var learningRate = LearningRate.At(step, _plan.Spec) * LearningRateFactor;
        Optimizer.Step(learningRate);
        _tuning.ParametersChanged();
        Average?.Update(Optimizer.Steps);
        Times = new(
            Stopwatch.GetElapsedTime(began, drawn), Stopwatch.GetElapsedTime(drawn, prepared), Stopwatch.GetElapsedTime(prepared, computed),
            Stopwatch.GetElapsedTime(computed));
        var errors = MeanErrors.Sum(figures.Select(part => part.Errors));
        return new TrainingLogEntry(
            step + 1, loss, sft, Accuracy(figures), gradNorm, learningRate, HeldOut: null,
            Passes.Policy * batch.Count, Passes.Reference * _plan.NewDraws(step), errors?.Winner, errors?.Loser, errors?.Reference,
            TimestepMargins.Summarise(figures.Select(part => part.Margins), _plan.Timesteps));
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Average?.Dispose();
    }

    /// <summary>A part of a batch, in as many passes as the plan makes of it.</summary>
    private PartResult Backward(AlignmentBatch part, int samples)
    {
        var gradients = new GradientSum();
        return new PartResult([.. _plan.Passes(part).Select(pass => Backward(pass, samples, gradients))], gradients);
    }

    /// <summary>Loss and gradients of one pass, each weighted by the pass's share of the batch.</summary>
    private PassFigures Backward(AlignmentBatch part, int samples, GradientSum sum)
    {
        using var scope = NewDisposeScope();
        var reference = _reference?.Of(part);
        var policy = _errors.Of(_tuning.Predict, part, Passes.PolicyReads);
        var errors = new CombinationErrors(policy, reference, reference is null ? Passes.PolicyReads : Passes.ReferenceReads);
        var terms = _loss.Compute(errors);
        var share = (double)part.Count / samples;
        var preference = terms.PerSample.sum() / samples;
        var sft = _plan.Spec.SftWeight > 0 ? policy.diagonal(dim1: 1, dim2: 2).mean() * share : null;
        var total = sft is null ? preference : preference + (sft * _plan.Spec.SftWeight);
        sum.Add(autograd.grad([total], [.. _tuning.Leaves]));
        return new PassFigures(
            preference.item<float>(), sft?.item<float>() ?? 0, terms.ImplicitAccuracy() * share, MeanErrors.Of(errors, share),
            TimestepMargins.Of(terms, part.Timesteps));
    }

    private static double? Accuracy(List<PassFigures> passes) =>
        passes[0].ImplicitAccuracy is null ? null : passes.Sum(pass => pass.ImplicitAccuracy);

    /// <summary>In the order of the parts, whichever of them was ready first.</summary>
    private void SetGradients(PartResult[] parts)
    {
        foreach (var part in parts.Skip(1))
        {
            parts[0].Gradients.Add(part.Gradients);
        }

        foreach (var ((_, parameter), gradient) in _tuning.Parameters.Zip(parts[0].Gradients.Take()))
        {
            parameter.grad = gradient;
            gradient.Dispose();
        }
    }

    private static void CheckLoss(double total, double preference, int step)
    {
        if (!double.IsFinite(total))
        {
            throw new TrainingDivergedException(step + 1, DivergenceReason.LossIsNoNumber, $"the loss is {total}");
        }

        if (preference == 0)
        {
            throw new TrainingDivergedException(
                step + 1, DivergenceReason.LossIsZero, "the loss is exactly 0: every margin is far beyond what β can tell apart");
        }
    }

    private sealed record PassFigures(double Loss, double SftLoss, double? ImplicitAccuracy, MeanErrors? Errors, TimestepMargins? Margins);

    private sealed record PartResult(IReadOnlyList<PassFigures> Figures, GradientSum Gradients);
}
