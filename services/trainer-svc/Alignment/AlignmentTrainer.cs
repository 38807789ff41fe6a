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

    /// <summary>What the plan's learning rate is multiplied by.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>One optimiser step.</summary>
    /// <param name="step">From 0.</param>
    /// <exception cref="TrainingDivergedException">The loss or the gradient is not a number, or the loss is exactly 0.</exception>
    public TrainingLogEntry Step(int step)
    {
        using var scope = NewDisposeScope();
        using var batch = _plan.Batch(_data, step);
        var shares = _plan.MicroBatches(batch);
        var parts = new MicroBatchResult[shares.Count];
        _reference?.Prepare(batch);
        Parallel.For(0, shares.Count, i => parts[i] = Backward(shares[i], batch.Count));

        var loss = parts.Sum(part => part.Loss);
        double? sft = _plan.Spec.SftWeight > 0 ? parts.Sum(part => part.SftLoss) : null;
        CheckLoss(loss + (sft ?? 0), loss, step);
        SumGradients(parts);
        var gradNorm = nn.utils.clip_grad_norm_(_tuning.Parameters.Select(entry => entry.Parameter), _plan.Spec.MaxGradNorm);
        if (!double.IsFinite(gradNorm))
        {
            throw new TrainingDivergedException(step + 1, DivergenceReason.GradientIsNoNumber, $"the gradient's norm is {gradNorm}");
        }

        var learningRate = LearningRate.At(step, _plan.Spec) * LearningRateFactor;
        Optimizer.Step(learningRate);
        _tuning.ParametersChanged();
        var errors = MeanErrors.Sum(parts.Select(part => part.Errors));
        return new TrainingLogEntry(
            step + 1, loss, sft, Accuracy(parts), gradNorm, learningRate, HeldOut: null,
            Passes.Policy * batch.Count, Passes.Reference * _plan.NewDraws(step), errors?.Winner, errors?.Loser, errors?.Reference,
            TimestepMargins.Summarise(parts.Select(part => part.Margins), _plan.Timesteps));
    }

    public void Dispose() => Optimizer.Dispose();

    /// <summary>Loss and gradients of a part of a batch, each weighted by the part's share of it.</summary>
    private MicroBatchResult Backward(AlignmentBatch part, int samples)
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
        var gradients = autograd.grad([total], [.. _tuning.Leaves]);
        foreach (var gradient in gradients)
        {
            gradient.DetachFromDisposeScope();
        }

        return new MicroBatchResult(
            preference.item<float>(), sft?.item<float>() ?? 0, terms.ImplicitAccuracy() * share, MeanErrors.Of(errors, share),
            TimestepMargins.Of(terms, part.Timesteps), gradients);
    }

    private static double? Accuracy(MicroBatchResult[] parts) =>
        parts[0].ImplicitAccuracy is null ? null : parts.Sum(part => part.ImplicitAccuracy);

    /// <summary>In the order of the parts, whichever of them was ready first.</summary>
    private void SumGradients(MicroBatchResult[] parts)
    {
        for (var i = 0; i < _tuning.Parameters.Count; i++)
        {
            using var scope = NewDisposeScope();
            var sum = parts[0].Gradients[i].to(float32);
            foreach (var part in parts.Skip(1))
            {
                sum.add_(part.Gradients[i]);
            }

            _tuning.Parameters[i].Parameter.grad = sum;
            foreach (var part in parts)
            {
                part.Gradients[i].Dispose();
            }
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

    private sealed record MicroBatchResult(
        double Loss, double SftLoss, double? ImplicitAccuracy, MeanErrors? Errors, TimestepMargins? Margins, IList<Tensor> Gradients);
}
