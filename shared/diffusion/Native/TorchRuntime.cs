using TorchSharp;

namespace InstructEngine.Diffusion;

/// <summary>
/// Makes the native libtorch loadable before TorchSharp asks for it. Every program calls <see cref="EnsureLoaded"/> before its first use of a
/// TorchSharp type; this library's own entry points do so by themselves.
/// </summary>
public static class TorchRuntime
{
    private static readonly Lazy<string?> s_loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>What was done to make the native library load here, or null where nothing was needed.</summary>
    public static string? Note => s_loaded.Value;

    /// <summary>Loads libtorch once. Safe to call often, from any thread, in several processes at once.</summary>
    /// <exception cref="TorchRuntimeException">The native library is absent or does not load on this system.</exception>
    public static void EnsureLoaded() => _ = s_loaded.Value;

    /// <summary>Sets the number of threads of an operation (OpenMP and MKL) of this process.</summary>
    public static void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        EnsureLoaded();
        torch.set_num_threads(threads);
    }

    private static string? Load()
    {
        if (OperatingSystem.IsLinux())
        {
            // Spinning OpenMP workers starve whatever shares the CPU (measured: a fifth of the speed beside one busy process).
            NativeEnvironment.SetIfAbsent("GOMP_SPINCOUNT", "0");

            // A thread takes over the number of workers at its first operation and keeps it: from the start, every thread sums in the same order.
            NativeEnvironment.SetIfAbsent("OMP_NUM_THREADS", "1");
            NativeEnvironment.SetIfAbsent("MKL_NUM_THREADS", "1");
        }

        try
        {
            var note = OperatingSystem.IsLinux() ? LinuxNatives.Load(NativesFolder()) : null;
            torch.InitializeDeviceType(DeviceType.CPU);
            return note;
        }
        catch (Exception e) when (e is NotSupportedException or TypeInitializationException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new TorchRuntimeException($"libtorch does not load on this system: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static string NativesFolder() => Path.GetDirectoryName(typeof(torch).Assembly.Location) is { Length: > 0 } folder
        ? folder
        : AppContext.BaseDirectory;
}
