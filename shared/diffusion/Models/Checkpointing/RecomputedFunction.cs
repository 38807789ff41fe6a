using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Checkpointing;

/// <summary>Puts a <see cref="RecomputedPart"/> into autograd's graph. Its arguments are the part, then the tensors that it is differentiated by.</summary>
internal sealed class RecomputedFunction : autograd.SingleTensorFunction<RecomputedFunction>
{
    private const string Part = "part";

    public override string Name => nameof(RecomputedFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var part = (RecomputedPart)vars[0];
        ctx.save_data(Part, part);
        return part.Forward();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ((RecomputedPart)ctx.get_data(Part)).Backward(grad_output);
}
