using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Between RGB bytes and the autoencoder's tensors.</summary>
internal static class Pictures
{
    /// <summary>Pictures of one size as a tensor [B, 3, H, W] in [−1, 1].</summary>
    public static Tensor ToTensor(IReadOnlyList<byte[]> pictures, int size)
    {
        using var scope = NewDisposeScope();
        var bytes = torch.tensor(pictures.SelectMany(p => p).ToArray(), ScalarType.Byte).view(pictures.Count, size, size, 3);
        return (bytes.permute(0, 3, 1, 2).to(ScalarType.Float32) / 127.5 - 1.0).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>RGB bytes of a tensor [B, 3, H, W] in [−1, 1].</summary>
    public static List<byte[]> ToBytes(Tensor images)
    {
        using var scope = NewDisposeScope();
        var bytes = ((images / 2 + 0.5).clamp(0, 1) * 255).round().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().cpu();
        return [.. Enumerable.Range(0, (int)bytes.shape[0]).Select(i => bytes[i].data<byte>().ToArray())];
    }
}
