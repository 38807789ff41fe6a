using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>The projections of an attention, so named where the context is an image, too.</summary>
internal sealed class BertSelfAttention : nn.Module<Tensor, Tensor, Tensor?, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;

    public BertSelfAttention(int width, int contextWidth) : base(nameof(BertSelfAttention))
    {
        query = Layers.Linear(width, width);
        key = Layers.Linear(contextWidth, width);
        value = Layers.Linear(contextWidth, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor context, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return BlipAttention.Attend(query.call(hidden), key.call(context), value.call(context), mask).MoveToOuterDisposeScope();
    }
}
