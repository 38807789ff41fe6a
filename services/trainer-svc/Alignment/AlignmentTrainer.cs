using InstructEngine.Hosting;
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

    public AlignmentTrainer(IFineTuning tuning, DenoisingErrors errors, AlignmentData data, IPreferenceLoss loss, AlignmentPlan plan)
    {
        (_tuning, _errors, _data, _loss, _plan) = (tuning, errors, data, loss, plan);
        Optimizer = new AdamW(tuning.Parameters);
    }

    public AdamW Optimizer { get; }

    /// <summary>One optimiser step.</summary>
    /// <param name="step">From 0.</param>
    /// <exception cref="RunFailureException">The loss or the gradient is not a number, or the loss is exactly 0.</exception>
    public TrainingLogEntry Step(int step)
    {
        using var scope = NewDisposeScope();
        using var batch = _plan.Batch(_data, step);
        var shares = _plan.MicroBatches(batch);
        var parts = new MicroBatchResult[shares.Count];
        Parallel.For(0, shares.Count, i => parts[i] = Backward(shares[i], batch.Count));

        var loss = parts.Sum(part => part.Loss);
        var sft = parts.Sum(part => part.SftLoss);
        CheckLoss(loss + sft, loss, step);
        SumGradients(parts);
        var gradNorm = nn.utils.clip_grad_norm_(_tuning.Parameters.Select(entry => entry.Parameter), _plan.Spec.MaxGradNorm);
        if (!double.IsFinite(gradNorm))
        {
            throw Diverged($"the gradient's norm is {gradNorm}", step);
        }

        var learningRate = LearningRate.At(step, _plan.Spec);
        Optimizer.Step(learningRate);
        _tuning.ParametersChanged();
        var accuracy = parts.Sum(part => part.ImplicitAccuracy);
        return new TrainingLogEntry(step + 1, loss, _plan.Spec.SftWeight > 0 ? sft : null, accuracy, gradNorm, learningRate, HeldOut: null);
    }

    public void Dispose() => Optimizer.Dispose();

    /// <summary>Loss and gradients of a part of a batch, each weighted by the part's share of it.</summary>
    private MicroBatchResult Backward(AlignmentBatch part, int samples)
    {
        using var scope = NewDisposeScope();
        var reference = _loss.NeedsReference ? _errors.Of(_tuning.PredictReference, part) : null;
        var errors = new CombinationErrors(_errors.Of(_tuning.Predict, part), reference);
        var terms = _loss.Compute(errors);
        var share = (double)part.Count / samples;
        var preference = terms.PerSample.sum() / samples;
        var sft = errors.Policy.diagonal(dim1: 1, dim2: 2).mean() * share;
        var total = _plan.Spec.SftWeight > 0 ? preference + (sft * _plan.Spec.SftWeight) : preference;
        var gradients = autograd.grad([total], [.. _tuning.Leaves]);
        foreach (var gradient in gradients)
        {
            gradient.DetachFromDisposeScope();
        }

        return new MicroBatchResult(preference.item<float>(), sft.item<float>(), terms.ImplicitAccuracy() * share, gradients);
    }

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
            throw Diverged($"the loss is {total}", step);
        }

        if (preference == 0)
        {
            throw Diverged("the loss is exactly 0: every margin is far beyond what β can tell apart", step);
        }
    }

    private static RunFailureException Diverged(string what, int step) => new(
        $"Training diverged at step {step + 1}: {what}. Try a lower training.learningRate (a third of it), a lower training.beta, or more training.warmupSteps.");

    private sealed record MicroBatchResult(double Loss, double SftLoss, double ImplicitAccuracy, IList<Tensor> Gradients);
}
