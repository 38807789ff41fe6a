using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>The system's own list of this process's mappings.</summary>
internal static class MappedFiles
{
    /// <summary>Whether a tensor's memory is a mapping of a file. Skips the test where the system has no such list.</summary>
    public static bool Contain(string path, torch.Tensor tensor)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists a process's mappings in /proc.");
        var address = Address(tensor);
        return File.ReadLines("/proc/self/maps").Any(line =>
        {
            var range = line[..line.IndexOf(' ', StringComparison.Ordinal)].Split('-');
            return line.EndsWith(path, StringComparison.Ordinal)
                && address >= ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                && address < ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        });
    }

    private static ulong Address(torch.Tensor tensor) =>
        (ulong)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(tensor.bytes));
}
