using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>A tensor's bytes in pieces, as a span ends at 2 GiB.</summary>
internal static class TensorBytes
{
    /// <summary>The most bytes of a piece; a multiple of every element's size.</summary>
    public const int PieceLength = 1 << 24;

    /// <param name="offset">Where the piece begins, in bytes from the tensor's beginning.</param>
    /// <param name="bytes">The tensor's own memory.</param>
    public delegate void PieceAction(long offset, Span<byte> bytes);

    /// <summary>Visits a contiguous CPU tensor's memory from its beginning to its end.</summary>
    public static void InPieces(Tensor tensor, PieceAction action)
    {
        var size = tensor.ElementSize;
        using var noGrad = no_grad();
        using var flat = tensor.view(-1);
        foreach (var (start, count) in Pieces(tensor.NumberOfElements, size))
        {
            using var piece = flat.narrow(0, start, count);
            action(start * size, piece.bytes);
        }
    }

    /// <summary>Element ranges that hold up to <see cref="PieceLength"/> bytes each.</summary>
    public static IEnumerable<(long Start, long Count)> Pieces(long elements, long elementSize)
    {
        var most = PieceLength / elementSize;
        for (long start = 0; start < elements; start += most)
            yield return (start, Math.Min(most, elements - start));
    }
}
