using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Checkpointing;

/// <summary>
/// Gradient checkpointing (Training Deep Nets with Sublinear Memory Cost, arXiv 1604.06174): of a part of a model only the inputs are kept, and its
/// activations are computed again when its gradient is asked for.
/// </summary>
internal static class Checkpoint
{
    /// <param name="on">False, or where no gradient is recorded, runs the part as it is.</param>
    /// <param name="part">The module that <paramref name="forward"/> calls: its parameters get their gradients too, and those of adapters on its layers.</param>
    /// <param name="forward">The call; it runs twice, and must do the same both times and change neither input.</param>
    public static Tensor Call(bool on, nn.Module part, Func<Tensor, Tensor, Tensor> forward, Tensor x, Tensor condition)
    {
        if (!on || !is_grad_enabled())
            return forward(x, condition);
        var parameters = part.modules().Prepend(part).SelectMany(AdapterParameters.Of).Concat(part.parameters()).Where(parameter => parameter.requires_grad).ToArray();
        if (parameters.Length == 0 && !x.requires_grad && !condition.requires_grad)
            return forward(x, condition);
        var recomputed = new RecomputedPart(forward, x, condition, parameters);
        var output = RecomputedFunction.apply([recomputed, x, condition, .. parameters]);
        recomputed.ForgetOutput();
        return output;
    }
}
