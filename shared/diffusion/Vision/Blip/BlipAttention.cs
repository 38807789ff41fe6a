using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>Attention over heads of <see cref="BlipConfig.HeadWidth"/>.</summary>
internal static class BlipAttention
{
    /// <param name="query">[B, T, C].</param>
    /// <param name="key">[B, S, C].</param>
    /// <param name="value">[B, S, C].</param>
    /// <param name="mask">bool [B, S]: what may be looked at; null: everything.</param>
    /// <returns>[B, T, C].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask = null)
    {
        using var scope = NewDisposeScope();
        var attended = nn.functional.scaled_dot_product_attention(Split(query), Split(key), Split(value), mask?.unsqueeze(1).unsqueeze(1)!);
        return attended.transpose(1, 2).flatten(2).MoveToOuterDisposeScope();
    }

    private static Tensor Split(Tensor x) => x.unflatten(2, -1, BlipConfig.HeadWidth).transpose(1, 2);
}
