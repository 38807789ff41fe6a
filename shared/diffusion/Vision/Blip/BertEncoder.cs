using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>The stack of blocks.</summary>
internal sealed class BertEncoder : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly ModuleList<BertLayer> layer;

    public BertEncoder(BlipConfig config) : base(nameof(BertEncoder))
    {
        layer = new([.. Enumerable.Range(0, config.TextLayers).Select(_ => new BertLayer(config))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor attentionMask, Tensor image)
    {
        using var scope = NewDisposeScope();
        foreach (var block in layer)
            hidden = block.call(hidden, attentionMask, image);
        return hidden.MoveToOuterDisposeScope();
    }
}
