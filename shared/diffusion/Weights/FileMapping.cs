using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>Tensors that lie in copy-on-write mappings of a file. A mapping has one dtype, and stays as long as any of its tensors.</summary>
internal sealed class FileMapping(string path, SafeFileHandle handle, long fileLength) : IDisposable
{
    private readonly ConcurrentDictionary<ScalarType, Lazy<Tensor?>> _wholes = new();

    /// <summary>The tensor, or null where its place is not aligned, or the system cannot map the file.</summary>
    public Tensor? TryView(SafetensorsEntry entry)
    {
        var size = SafetensorsDtype.Of(entry.Dtype).Size;
        if (entry.Length == 0 || entry.Offset % size != 0 || Whole(entry.Dtype, size) is not { } whole)
            return null;
        using var noGrad = no_grad();
        using var part = whole.narrow(0, entry.Offset / size, entry.Length / size);
        using var shaped = part.view([.. entry.Shape]);
        // Views share one version counter: writing to one would spoil what autograd keeps of all others. A tensor that is set to the storage has its own.
        return empty(0, entry.Dtype, CPU).set_(shaped);
    }

    public void Dispose()
    {
        foreach (var whole in _wholes.Values.Where(w => w.IsValueCreated))
            whole.Value?.Dispose();
        _wholes.Clear();
    }

    private Tensor? Whole(ScalarType dtype, int size) => _wholes.GetOrAdd(dtype, _ => new(() => Create(dtype, size))).Value;

    private Tensor? Create(ScalarType dtype, int size)
    {
        try
        {
            return from_file(OpenedName(), shared: false, fileLength / size, dtype).DetachFromDisposeScope();
        }
        catch (ExternalException)
        {
            return null;
        }
    }

    /// <summary>The very file whose header was checked, even where another has taken its name since.</summary>
    private string OpenedName() =>
        OperatingSystem.IsLinux() && $"/proc/self/fd/{handle.DangerousGetHandle()}" is var opened && File.Exists(opened) ? opened : path;
}
