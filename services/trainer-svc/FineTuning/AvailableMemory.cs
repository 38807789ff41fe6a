using System.Globalization;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>Memory that this process may still take: of the machine, or of the container it runs in.</summary>
internal static class AvailableMemory
{
    private const string MemInfo = "/proc/meminfo";

    /// <param name="root">Where <c>proc</c> and <c>sys</c> are; for tests.</param>
    /// <returns>Bytes.</returns>
    public static long Bytes(string root = "/")
    {
        var machine = MachineBytes(Path.Combine(root, MemInfo[1..])) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var container = ContainerBytes(Path.Combine(root, "sys/fs/cgroup"), "memory.max", "memory.current", "file")
            ?? ContainerBytes(Path.Combine(root, "sys/fs/cgroup/memory"), "memory.limit_in_bytes", "memory.usage_in_bytes", "total_cache");
        return Math.Min(machine, container ?? long.MaxValue);
    }

    /// <summary>What the kernel would find without swapping, caches of files included.</summary>
    private static long? MachineBytes(string file)
    {
        var line = Lines(file).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line is null ? null : Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    /// <summary>The limit less what is used, where caches of files count as free.</summary>
    private static long? ContainerBytes(string folder, string limitFile, string usedFile, string cacheKey)
    {
        if (Number(Lines(Path.Combine(folder, limitFile)).FirstOrDefault()) is not { } limit
            || Number(Lines(Path.Combine(folder, usedFile)).FirstOrDefault()) is not { } used)
        {
            return null;
        }

        var cache = Lines(Path.Combine(folder, "memory.stat")).FirstOrDefault(line => line.StartsWith(cacheKey + " ", StringComparison.Ordinal));
        return Math.Max(0, limit - used + (Number(cache?.Split(' ')[1]) ?? 0));
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
