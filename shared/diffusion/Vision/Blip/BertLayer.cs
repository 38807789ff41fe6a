using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>A post-norm block: attention to the text, to the image, two linear layers.</summary>
internal sealed class BertLayer : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    internal const double NormEps = 1e-12;
    private readonly BertAttention attention;
    private readonly BertAttention crossattention;
    private readonly BertIntermediate intermediate;
    private readonly BertOutput output;

    public BertLayer(BlipConfig config) : base(nameof(BertLayer))
    {
        attention = new(config.TextWidth, config.TextWidth);
        crossattention = new(config.TextWidth, config.VisionWidth);
        intermediate = new(config);
        output = new(config.TextIntermediate, config.TextWidth);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor attentionMask, Tensor image)
    {
        using var scope = NewDisposeScope();
        var attended = crossattention.call(attention.call(hidden, hidden, attentionMask), image, null);
        return output.call(intermediate.call(attended), attended).MoveToOuterDisposeScope();
    }
}
