using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Looks at token ids before libtorch does: on a GPU an id beyond the vocabulary would end the process.</summary>
internal static class ClipTextIds
{
    /// <exception cref="ArgumentException">The ids do not fit the config.</exception>
    public static void Check(ClipTextConfig config, Tensor inputIds)
    {
        if (inputIds.dim() != 2 || inputIds.NumberOfElements == 0 || inputIds.shape[1] > config.MaxPositionEmbeddings || inputIds.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"inputIds is {inputIds.dtype} [{string.Join(", ", inputIds.shape)}]; " +
                $"Int64 [B, T] with T up to max_position_embeddings, {config.MaxPositionEmbeddings}, is wanted.", nameof(inputIds));
        }

        using var scope = NewDisposeScope();
        var (least, most) = (inputIds.min().item<long>(), inputIds.max().item<long>());
        if (least < 0 || most >= config.VocabSize)
        {
            throw new ArgumentException(
                $"inputIds has the id {(least < 0 ? least : most)}; ids from 0 up to vocab_size - 1, {config.VocabSize - 1}, are wanted.", nameof(inputIds));
        }
    }
}
