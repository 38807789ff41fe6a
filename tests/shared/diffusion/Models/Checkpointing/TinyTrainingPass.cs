using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models.Checkpointing;

/// <summary>A tiny UNet with everything that can get a gradient: its weights or an adapter's, and its inputs.</summary>
internal sealed class TinyTrainingPass : IDisposable
{
    private readonly UNet2DConditionModel _unet = new(TinyModels.UNetWithAddedConditions);
    private readonly LoraAdapter? _adapter;
    private readonly List<Tensor> _leaves;

    public TinyTrainingPass(bool lora, ScalarType dtype = ScalarType.Float32)
    {
        Dtype = dtype;
        _unet.to(dtype);
        if (!lora)
        {
            _leaves = [.. _unet.parameters()];
            return;
        }

        var models = new LoraModels(_unet);
        models.Freeze();
        _adapter = LoraAdapter.Create(models, new() { Rank = 2, TargetModules = ["to_q", "to_v", "to_out.0", "conv1", "conv2", "proj_in"] });
        using var noGrad = no_grad();
        foreach (var layer in _adapter.Layers)
            layer.Up.copy_(arange(layer.Up.NumberOfElements, ScalarType.Float32).sin().mul(0.3).reshape(layer.Up.shape));
        _adapter.Attach(models);
        _leaves = [.. _adapter.NamedParameters().Select(entry => (Tensor)entry.Parameter)];
    }

    public ScalarType Dtype { get; }

    public LoraAdapter Adapter => _adapter!;

    /// <summary>The prediction, and the gradients of its mean square by what is trained and by the latents; the caller's scope has them.</summary>
    public List<Tensor> Run(bool checkpointing, double shift = 0)
    {
        _unet.GradientCheckpointing = checkpointing;
        return RunAsIs(shift);
    }

    public List<Tensor> RunAsIs(double shift = 0) => Run(_leaves, shift);

    /// <summary>The same by the latents alone.</summary>
    public List<Tensor> RunByLatents(bool checkpointing)
    {
        _unet.GradientCheckpointing = checkpointing;
        return Run([], shift: 0);
    }

    public void SetCheckpointing(bool on) => _unet.GradientCheckpointing = on;

    public void Dispose()
    {
        _adapter?.Dispose();
        _unet.Dispose();
    }

    private List<Tensor> Run(List<Tensor> leaves, double shift)
    {
        using var scope = NewDisposeScope();
        var sample = (Wave(2, 4, 8, 8) + shift).to(Dtype);
        sample.requires_grad = true;
        var added = new AddedConditions(Wave(2, 10).to(Dtype), zeros(2, 6));
        var output = _unet.forward(sample, tensor(7L), Wave(2, 5, 12).to(Dtype), added);
        var gradients = autograd.grad([output.to(ScalarType.Float32).square().mean()], [sample, .. leaves]);
        return [.. gradients.Prepend(output.detach()).Select(tensor => tensor.MoveToOuterDisposeScope())];
    }

    private static Tensor Wave(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32).sin().reshape(shape);
}
