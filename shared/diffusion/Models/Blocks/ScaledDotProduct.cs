using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Attention over split heads: libtorch's fused one, where <see cref="AttentionByRows"/> is not faster.</summary>
internal static class ScaledDotProduct
{
    /// <param name="query">[B, T, C].</param>
    /// <param name="key">[B, S, C].</param>
    /// <param name="value">[B, S, C].</param>
    /// <param name="heads">Divides C.</param>
    /// <param name="upcast">Compute in float32, whatever the dtype.</param>
    /// <returns>[B, T, C].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, long heads, bool upcast = false)
    {
        using var scope = NewDisposeScope();
        var dtype = query.dtype;
        var (q, k, v) = (Split(query), Split(key), Split(value));
        var attended = AttentionByRows.Fits(q, k, v) ? AttentionByRows.Attend(q, k, v) : nn.functional.scaled_dot_product_attention(q, k, v);
        return attended.transpose(1, 2).reshape(query.shape).to(dtype).MoveToOuterDisposeScope();

        Tensor Split(Tensor x) => (upcast ? x.to(ScalarType.Float32) : x).view(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);
    }
}
