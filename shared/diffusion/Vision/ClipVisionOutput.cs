using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <param name="HiddenStates">The embeddings after the first norm, then every block's output; each <c>[B, 1 + patches, C]</c>, the class token first.</param>
/// <param name="LastHiddenState">The last block's output, <c>[B, 1 + patches, C]</c>.</param>
/// <param name="PoolerOutput">The class token of <c>LastHiddenState</c> after the last norm, <c>[B, C]</c>.</param>
/// <param name="ImageEmbeds">The projected pooler output, <c>[B, P]</c>, not normalised; only <see cref="CLIPVisionModelWithProjection"/> has it.</param>
public sealed record ClipVisionOutput(
    IReadOnlyList<Tensor> HiddenStates, Tensor LastHiddenState, Tensor PoolerOutput, Tensor? ImageEmbeds = null)
{
    internal ClipVisionOutput MoveToOuterDisposeScope()
    {
        foreach (var state in HiddenStates)
            state.MoveToOuterDisposeScope();
        PoolerOutput.MoveToOuterDisposeScope();
        ImageEmbeds?.MoveToOuterDisposeScope();
        return this;
    }
}
