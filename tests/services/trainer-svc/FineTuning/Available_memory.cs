using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.FineTuning;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

public sealed class Available_memory : IDisposable
{
    private const long MiB = 1 << 20;
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Of_a_machine_is_what_the_kernel_says()
    {
        Write("proc/meminfo", "MemTotal:       24000000 kB\nMemFree:  100 kB\nMemAvailable:    2048 kB\n");
        Assert.Equal(2 * MiB, AvailableMemory.Bytes(_root.PathOf("")));
    }

    [Fact]
    public void Of_a_container_is_its_limit_less_what_it_uses_beside_cached_files()
    {
        Write("proc/meminfo", "MemAvailable: 24000000 kB\n");
        Write("sys/fs/cgroup/memory.max", $"{100 * MiB}\n");
        Write("sys/fs/cgroup/memory.current", $"{60 * MiB}\n");
        Write("sys/fs/cgroup/memory.stat", $"anon 1\nfile {20 * MiB}\nfile_mapped 7\n");
        Assert.Equal(60 * MiB, AvailableMemory.Bytes(_root.PathOf("")));
    }

    [Fact]
    public void Of_a_container_of_the_first_kind_is_found_too()
    {
        Write("proc/meminfo", "MemAvailable: 24000000 kB\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", $"{100 * MiB}\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", $"{60 * MiB}\n");
        Assert.Equal(40 * MiB, AvailableMemory.Bytes(_root.PathOf("")));
    }

    [Fact]
    public void Of_a_container_without_limit_is_the_machines()
    {
        Write("proc/meminfo", "MemAvailable: 2048 kB\n");
        Write("sys/fs/cgroup/memory.max", "max\n");
        Write("sys/fs/cgroup/memory.current", "5\n");
        Assert.Equal(2 * MiB, AvailableMemory.Bytes(_root.PathOf("")));
    }

    [Fact]
    public void Is_known_here() => Assert.True(AvailableMemory.Bytes() > MiB);

    public void Dispose() => _root.Dispose();

    private void Write(string path, string text)
    {
        var file = _root.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
