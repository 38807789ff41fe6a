using InstructEngine.Diffusion.Models;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.Losses;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Full fine-tuning of a UNet against a frozen copy of itself. A step hangs on the seed, its number and the weights alone, so that training
/// goes on bit for bit after a stop (on the CPU).
/// </summary>
internal sealed class AlignmentTrainer : IDisposable
{
    private readonly UNet2DConditionModel _policy, _reference;
    private readonly DenoisingErrors _errors;
    private readonly AlignmentData _data;
    private readonly IPreferenceLoss _loss;
    private readonly AlignmentPlan _plan;
    private readonly List<(string Name, Parameter Parameter)> _parameters;

    public AlignmentTrainer(
        UNet2DConditionModel policy, UNet2DConditionModel reference, DenoisingErrors errors, AlignmentData data, IPreferenceLoss loss, AlignmentPlan plan)
    {
        (_policy, _reference, _errors, _data, _loss, _plan) = (policy, reference, errors, data, loss, plan);
        foreach (var parameter in _reference.parameters())
        {
            parameter.requires_grad = false;
        }

        _parameters = [.. policy.named_parameters().Select(entry => (entry.name, entry.parameter))];
        Optimizer = new AdamW(_parameters);
        Passes = ForwardPasses.Of(loss, plan.Spec.SftWeight);
    }

    /// <summary>What each sample costs.</summary>
    public ForwardPasses Passes { get; }

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
        double? sft = _plan.Spec.SftWeight > 0 ? parts.Sum(part => part.SftLoss) : null;
        CheckLoss(loss + (sft ?? 0), loss, step);
        SumGradients(parts);
        var gradNorm = nn.utils.clip_grad_norm_(_parameters.Select(entry => entry.Parameter), _plan.Spec.MaxGradNorm);
        if (!double.IsFinite(gradNorm))
        {
            throw Diverged($"the gradient's norm is {gradNorm}", step);
        }

        var learningRate = LearningRate.At(step, _plan.Spec);
        Optimizer.Step(learningRate);
        return new TrainingLogEntry(
            step + 1, loss, sft, Accuracy(parts), gradNorm, learningRate, HeldOut: null,
            Passes.Policy * batch.Count, Passes.Reference * batch.Count);
    }

    public void Dispose() => Optimizer.Dispose();

    /// <summary>Loss and gradients of a part of a batch, each weighted by the part's share of it.</summary>
    private MicroBatchResult Backward(AlignmentBatch part, int samples)
    {
        using var scope = NewDisposeScope();
        var reference = _loss.NeedsReference ? ReferenceErrors(part) : null;
        var policy = _errors.Of(_policy, part, Passes.PolicyReads);
        var errors = new CombinationErrors(policy, reference, reference is null ? Passes.PolicyReads : Passes.ReferenceReads);
        var terms = _loss.Compute(errors);
        var share = (double)part.Count / samples;
        var preference = terms.PerSample.sum() / samples;
        var sft = _plan.Spec.SftWeight > 0 ? policy.diagonal(dim1: 1, dim2: 2).mean() * share : null;
        var total = sft is null ? preference : preference + (sft * _plan.Spec.SftWeight);
        var gradients = autograd.grad([total], [.. _parameters.Select(entry => entry.Parameter)]);
        foreach (var gradient in gradients)
        {
            gradient.DetachFromDisposeScope();
        }

        return new MicroBatchResult(preference.item<float>(), sft?.item<float>() ?? 0, terms.ImplicitAccuracy() * share, gradients);
    }

    private Tensor ReferenceErrors(AlignmentBatch part)
    {
        using var noGrad = no_grad();
        return _errors.Of(_reference, part, Passes.ReferenceReads);
    }

    private static double? Accuracy(MicroBatchResult[] parts) =>
        parts[0].ImplicitAccuracy is null ? null : parts.Sum(part => part.ImplicitAccuracy);

    /// <summary>In the order of the parts, whichever of them was ready first.</summary>
    private void SumGradients(MicroBatchResult[] parts)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            var sum = parts[0].Gradients[i];
            foreach (var part in parts.Skip(1))
            {
                sum.add_(part.Gradients[i]);
                part.Gradients[i].Dispose();
            }

            _parameters[i].Parameter.grad = sum;
            sum.Dispose();
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

    private sealed record MicroBatchResult(double Loss, double SftLoss, double? ImplicitAccuracy, IList<Tensor> Gradients);
}
