using System.Diagnostics;

namespace InstructEngine.Cli.Tests.BadInput;

/// <summary>The program in a folder of its own and in its own process, with a native library that is none.</summary>
internal static class BrokenInstallation
{
    private const string Library = "libLibTorchSharp.so";

    public static string Install(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, Library), "no library");
        return folder;
    }

    public static async Task<CommandLine> RunAsync(string folder, params string[] args)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(folder, "instructengine.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new CommandLine(process.ExitCode, await output, await error);
    }
}
