using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <param name="HiddenStates">The embeddings, then every block's output, without the final norm; each <c>[B, T, C]</c>.</param>
/// <param name="LastHiddenState">The last block's output after the final norm, <c>[B, T, C]</c>.</param>
/// <param name="PoolerOutput"><c>LastHiddenState</c> at the end-of-text token, <c>[B, C]</c>.</param>
/// <param name="TextEmbeds">The projected pooler output, <c>[B, P]</c>, not normalised; only <see cref="CLIPTextModelWithProjection"/> has it.</param>
public sealed record ClipTextOutput(
    IReadOnlyList<Tensor> HiddenStates, Tensor LastHiddenState, Tensor PoolerOutput, Tensor? TextEmbeds = null)
{
    internal ClipTextOutput MoveToOuterDisposeScope()
    {
        foreach (var state in HiddenStates)
            state.MoveToOuterDisposeScope();
        LastHiddenState.MoveToOuterDisposeScope();
        PoolerOutput.MoveToOuterDisposeScope();
        TextEmbeds?.MoveToOuterDisposeScope();
        return this;
    }
}
