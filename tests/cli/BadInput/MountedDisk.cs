using System.Diagnostics;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

/// <summary>A disk of its own for a test, in memory. Only root may mount one: others skip.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly string _folder;

    private MountedDisk(string folder) => _folder = folder;

    /// <param name="options">Of mount, e.g. <c>size=1m</c> or <c>ro</c>.</param>
    public static MountedDisk At(string folder, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a disk needs root.");
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder), "Disks cannot be mounted here.");
        return new MountedDisk(folder);
    }

    public void Dispose() => Run("umount", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
