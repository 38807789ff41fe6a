using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>Writes safetensors files: to a temporary name, flushed to the disk, then renamed, so that no reader ever meets half a file.</summary>
public static class SafetensorsWriter
{
    /// <param name="path">The file; an existing one is replaced, and tensors that are mapped from it stay as they are.</param>
    /// <param name="tensors">By name; equal content gives equal bytes.</param>
    /// <param name="metadata">Free-form strings.</param>
    /// <param name="dtype">Floating-point tensors are converted to it; null keeps each tensor's own.</param>
    /// <exception cref="ArgumentException">A name cannot stand in a header: <c>__metadata__</c>, or one that is not valid Unicode.</exception>
    /// <exception cref="NotSupportedException">The format has no such dtype.</exception>
    /// <exception cref="IOException">The file cannot be written; what was there before stays, and nothing else is left.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, ScalarType? dtype = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = new SafetensorsHeaderWriter(tensors, metadata, dtype);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                header.WriteTo(stream);
                foreach (var (name, stored) in header.Layout)
                    WriteData(stream, tensors[name], stored);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Converts and writes piece by piece: at no time does a second copy of a large tensor exist, if its memory is contiguous.</summary>
    private static void WriteData(Stream stream, Tensor tensor, ScalarType stored)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var flat = tensor.contiguous().view(-1);
        foreach (var (start, count) in TensorBytes.Pieces(flat.NumberOfElements, Math.Max(flat.ElementSize, SafetensorsDtype.Of(stored).Size)))
        {
            using var pieceScope = NewDisposeScope();
            stream.Write(flat.narrow(0, start, count).to(stored).cpu().bytes);
        }
    }
}
