using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>
/// Attention of long bfloat16 sequences on the CPU, a few queries at a time. libtorch's fused kernel converts between bfloat16 and float32 in small tiles;
/// whole rows of scores let oneDNN multiply in bfloat16 throughout, and still lie in the processor's cache.
/// </summary>
internal static class AttentionByRows
{
    private const long Rows = 128;

    /// <summary>Below this the fused kernel is as fast.</summary>
    private const long LongSequence = 1024;

    /// <summary>Gradients would need what is overwritten here.</summary>
    public static bool Fits(Tensor query, Tensor key, Tensor value) =>
        query.dtype == ScalarType.BFloat16 && query.device_type == TorchSharp.DeviceType.CPU && query.shape[2] >= LongSequence && key.shape[2] >= LongSequence
        && !(is_grad_enabled() && (query.requires_grad || key.requires_grad || value.requires_grad));

    /// <param name="query">[B, H, T, d].</param>
    /// <param name="key">[B, H, S, d].</param>
    /// <param name="value">[B, H, S, d].</param>
    /// <returns>[B, H, T, d], a view of [B, T, H, d].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        var (batch, heads, tokens, width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        var attended = empty(batch, tokens, heads, width, dtype: query.dtype).transpose(1, 2);
        for (long row = 0; row < batch; row++)
        {
            for (long head = 0; head < heads; head++)
                AttendHead(query[row, head], key[row, head], value[row, head], attended[row, head]);
        }

        return attended.MoveToOuterDisposeScope();
    }

    private static void AttendHead(Tensor query, Tensor key, Tensor value, Tensor attended)
    {
        using var scope = NewDisposeScope();
        var (tokens, width) = (query.shape[0], query.shape[1]);
        var (keys, values) = (key.t().contiguous(), value.contiguous());
        for (long first = 0; first < tokens; first += Rows)
        {
            using var part = NewDisposeScope();
            var rows = Math.Min(Rows, tokens - first);
            var scaled = query.narrow(0, first, rows) / Math.Sqrt(width);
            attended.narrow(0, first, rows).copy_(scaled.mm(keys).softmax(-1).mm(values));
        }
    }
}
