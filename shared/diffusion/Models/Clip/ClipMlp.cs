using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>[B, T, C] → [B, T, C].</summary>
internal sealed class ClipMlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Func<Tensor, Tensor> _activation;

    public ClipMlp(ClipEncoderSpec spec) : base(nameof(ClipMlp))
    {
        fc1 = Layers.Linear(spec.HiddenSize, spec.IntermediateSize);
        fc2 = Layers.Linear(spec.IntermediateSize, spec.HiddenSize);
        _activation = ClipActivation.Parse(spec.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return fc2.call(_activation(fc1.call(x))).MoveToOuterDisposeScope();
    }

    internal void Initialise(double fc1Std, double fc2Std, Generator? generator)
    {
        NormalWeights.Draw(fc1, fc1Std, generator);
        NormalWeights.Draw(fc2, fc2Std, generator);
    }
}
