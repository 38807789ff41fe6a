using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;

namespace InstructEngine.Hosting.Observability;

/// <summary>
/// Memory of the GPUs that this process sees, as their driver tells it (NVML, libnvidia-ml, which comes with the driver and not with CUDA). TorchSharp
/// does not tell it. Without the library, or without a GPU, there is no such metric.
/// </summary>
internal static class GpuMemoryMetrics
{
    private const string Library = "libnvidia-ml.so.1";

    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Lazy<bool> Ready = new(Initialize);

    /// <summary>Begins to measure.</summary>
    public static void Observe()
    {
        Meter.CreateObservableGauge("instructengine_gpu_memory_used_bytes", () => Read(memory => memory.Used), "By", "Memory in use on a GPU, by whatever process.");
        Meter.CreateObservableGauge("instructengine_gpu_memory_capacity_bytes", () => Read(memory => memory.Total), "By", "Memory that a GPU has.");
    }

    private static IEnumerable<Measurement<long>> Read(Func<Memory, ulong> figure)
    {
        if (!Ready.Value || DeviceCount(out var count) != 0)
            yield break;

        for (uint index = 0; index < count; index++)
        {
            if (DeviceAt(index, out var device) == 0 && MemoryOf(device, out var memory) == 0)
                yield return new((long)figure(memory), new KeyValuePair<string, object?>("gpu", index));
        }
    }

    private static bool Initialize()
    {
        try
        {
            return Start() == 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    [DllImport(Library, EntryPoint = "nvmlInit_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Start();

    [DllImport(Library, EntryPoint = "nvmlDeviceGetCount_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DeviceCount(out uint count);

    [DllImport(Library, EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DeviceAt(uint index, out nint device);

    [DllImport(Library, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MemoryOf(nint device, out Memory memory);

    /// <summary>Bytes, as NVML lays them out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Memory
    {
        public readonly ulong Total;
        public readonly ulong Free;
        public readonly ulong Used;
    }
}
