using System.Runtime.InteropServices;

namespace InstructEngine.Diffusion;

/// <summary>
/// Lets libtorch use its freed memory again. Blocks over 32 MiB, of which a large model's step has hundreds, are else given back to the system and
/// asked for anew each time, and clearing their pages costs about 6 % of a Stable Diffusion UNet's step.
/// </summary>
internal static partial class NativeMemory
{
    private const int TrimThreshold = -1, MmapMax = -4, ArenaMax = -8;

    /// <summary>Free memory beyond this at the heap's end is given back.</summary>
    private const int KeptBytes = 1 << 30;

    /// <summary>Before libtorch's first allocation. Does nothing where the C library is not glibc, or the user has set its allocator up.</summary>
    public static void KeepFreed()
    {
        if (Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name is "GLIBC_TUNABLES" or "LD_PRELOAD" || name.StartsWith("MALLOC_", StringComparison.Ordinal)))
            return;
        try
        {
            // Arenas of further threads cannot hold such blocks.
            _ = Mallopt(ArenaMax, 1);
            _ = Mallopt(MmapMax, 0);
            _ = Mallopt(TrimThreshold, KeptBytes);
        }
        catch (EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Mallopt(int parameter, int value);
}
