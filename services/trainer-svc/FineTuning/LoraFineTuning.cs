using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>An adapter is trained in float32, the UNet stays as it is: with the adapter off it is the reference, and no copy of it is needed.</summary>
internal sealed class LoraFineTuning : IFineTuning
{
    private readonly UNet2DConditionModel _unet;
    private readonly Func<UNet2DConditionModel> _openBase;
    private readonly LoraSettings _settings;
    private readonly LoraAdapter _adapter;
    private readonly ScalarType _dtype;
    private readonly bool _isCopy;

    /// <param name="unet">The base in float32; the caller's to dispose of.</param>
    /// <param name="policy">Computes: the same model, or a copy in another dtype. Disposed of with this, unless it is the same.</param>
    /// <param name="openBase">Another copy of the base, float32, to merge an adapter into.</param>
    public LoraFineTuning(UNet2DConditionModel unet, UNet2DConditionModel policy, Func<UNet2DConditionModel> openBase, LoraSettings settings)
    {
        (_unet, _isCopy, _openBase, _settings) = (policy, !ReferenceEquals(unet, policy), openBase, settings);
        ReferenceHash = ModelWeights.Hash(unet);
        _dtype = policy.parameters().First().dtype;
        var models = new LoraModels(policy);
        models.Freeze();
        _adapter = LoraAdapter.Create(models, settings);
        _adapter.Attach(models);
        Parameters = _adapter.NamedParameters();
        Leaves = [.. Parameters.Select(entry => entry.Parameter)];
        policy.train();
    }

    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    public IReadOnlyList<Tensor> Leaves { get; }

    public string ReferenceHash { get; }

    public Tensor Predict(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added) =>
        _unet.PredictInItsPrecision(_dtype, sample, timesteps, encoderHiddenStates, added);

    public Tensor PredictReference(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added)
    {
        using var noGrad = no_grad();

        // Off on this thread alone: others may be at the policy's pass of their micro-batch.
        using var off = _adapter.Off();
        return _unet.PredictInItsPrecision(_dtype, sample, timesteps, encoderHiddenStates, added);
    }

    public void ParametersChanged()
    {
    }

    public AlignedWeights Publish(IReadOnlyDictionary<string, Tensor> parameters)
    {
        var merged = _openBase();
        var models = new LoraModels(merged);
        var adapter = LoraAdapter.Create(models, _settings);
        NamedTensors.Copy(parameters, adapter.NamedParameters().ToDictionary(entry => entry.Name, entry => (Tensor)entry.Parameter), "adapter");
        adapter.MergeInto(models);
        return new AlignedWeights(ModelWeights.Tensors(merged), adapter, merged);
    }

    public void Dispose()
    {
        _adapter.Dispose();
        if (_isCopy)
        {
            _unet.Dispose();
        }
    }
}
