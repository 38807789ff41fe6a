using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>
/// Every weight of the UNet is trained, against a frozen copy of it. In a lower precision the weights stay float32 (the masters) and the model
/// computes with a rounded copy of them: steps smaller than its rounding still add up.
/// </summary>
internal sealed class FullFineTuning : IFineTuning
{
    private readonly UNet2DConditionModel _masters, _policy, _reference;
    private readonly ScalarType _dtype;

    /// <param name="masters">The base's UNet in float32, which is trained; the caller's to dispose of.</param>
    /// <param name="policy">Computes: the same model, or a copy in another dtype. Disposed of with this, unless it is the same.</param>
    /// <param name="reference">A further copy in the policy's dtype; disposed of with this.</param>
    public FullFineTuning(UNet2DConditionModel masters, UNet2DConditionModel policy, UNet2DConditionModel reference)
    {
        (_masters, _policy, _reference) = (masters, policy, reference);
        _dtype = policy.parameters().First().dtype;
        ReferenceHash = ModelWeights.Hash(masters);
        foreach (var parameter in reference.parameters())
        {
            parameter.requires_grad = false;
        }

        Parameters = [.. masters.named_parameters().Select(entry => (entry.name, entry.parameter))];
        Leaves = [.. policy.parameters()];
        policy.train();
        reference.train();
    }

    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    public IReadOnlyList<Tensor> Leaves { get; }

    public string ReferenceHash { get; }

    public Tensor Predict(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added) =>
        _policy.PredictInItsPrecision(_dtype, sample, timesteps, encoderHiddenStates, added);

    public Tensor PredictReference(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added)
    {
        using var noGrad = no_grad();
        return _reference.PredictInItsPrecision(_dtype, sample, timesteps, encoderHiddenStates, added);
    }

    public void ParametersChanged()
    {
        if (ReferenceEquals(_masters, _policy))
        {
            return;
        }

        using var noGrad = no_grad();
        for (var i = 0; i < Leaves.Count; i++)
        {
            Leaves[i].copy_(Parameters[i].Parameter);
        }
    }

    public AlignedWeights Publish(IReadOnlyDictionary<string, Tensor> parameters)
    {
        var tensors = ModelWeights.Tensors(_masters);
        foreach (var (name, value) in parameters)
        {
            tensors[name] = value;
        }

        return new AlignedWeights(tensors);
    }

    public void Dispose()
    {
        _reference.Dispose();
        if (!ReferenceEquals(_masters, _policy))
        {
            _policy.Dispose();
        }
    }
}
