using System.Runtime.InteropServices;
using InstructEngine.Diffusion;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Native;

public sealed partial class Libtorch_is_ready
{
    [Fact]
    public void After_EnsureLoaded()
    {
        TorchRuntime.EnsureLoaded();
        using var sum = ones(3).sum();
        Assert.Equal(3, sum.item<float>());
    }

    [Fact]
    public void And_its_idle_threads_do_not_spin()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The setting is that of GNU OpenMP.");
        TorchRuntime.EnsureLoaded();
        Assert.Equal(Environment.GetEnvironmentVariable("GOMP_SPINCOUNT"), Marshal.PtrToStringUTF8(GetEnv("GOMP_SPINCOUNT")));
        Assert.NotNull(Environment.GetEnvironmentVariable("GOMP_SPINCOUNT"));
    }

    [Fact]
    public void And_refuses_less_than_one_thread() => Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SetThreads(0));

    [DllImport("libc", EntryPoint = "getenv", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetEnv(string name);
}
