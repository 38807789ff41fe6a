using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>Attention of a text [B, T, C] to a context [B, S, V], with what follows it: [B, T, C].</summary>
internal sealed class BertAttention : nn.Module<Tensor, Tensor, Tensor?, Tensor>
{
    private readonly BertSelfAttention self;
    private readonly BertOutput output;

    public BertAttention(int width, int contextWidth) : base(nameof(BertAttention))
    {
        self = new(width, contextWidth);
        output = new(width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor context, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return output.call(self.call(hidden, context, mask), hidden).MoveToOuterDisposeScope();
    }
}
