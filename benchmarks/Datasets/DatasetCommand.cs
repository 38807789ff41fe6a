using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace InstructEngine.Benchmarks.Datasets;

/// <summary><c>dataset</c>: how long an export takes, how large it is, and how much memory it needs.</summary>
internal static class DatasetCommand
{
    private static readonly string[] Formats = ["pickapic", "webdataset", "imagefolder"];

    public static Command Create()
    {
        var cli = new Option<string>("--cli") { Description = "The program, as built: artifacts/bin/InstructEngine.Cli/release/instructengine.", Required = true };
        var pairs = new Option<int>("--pairs") { DefaultValueFactory = _ => 25_000 };
        var pixels = new Option<int>("--pixels") { Description = "Size of the pictures: 32 is the demo's, any other is noise.", DefaultValueFactory = _ => 32 };
        var work = new Option<string>("--work") { Description = "Folder for the run and its exports; deleted at the end.", Required = true };
        var command = new Command("dataset", "Export and read-back of a synthetic run: time, size and peak memory by format.") { cli, pairs, pixels, work };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(cli), parsed.GetValue(pairs), parsed.GetValue(pixels), parsed.GetRequiredValue(work)));
        return command;
    }

    private static async Task RunAsync(string cli, int pairs, int pixels, string work)
    {
        var run = Path.Combine(work, "run");
        var clock = Stopwatch.StartNew();
        await new SyntheticRun(run, pairs, pixels).WriteAsync();
        await Console.Error.WriteLineAsync($"{pairs} pairs made in {clock.Elapsed.TotalSeconds:F0} s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs} pairs of {pixels} x {pixels} pixels, {BytesOf(Path.Combine(run, "dataset", "images")) / 1e6 / (2 * pairs):F4} MB an image\n"));
        Console.WriteLine("| format | export s | CPU s | peak MiB | size MB | files | read by | read-back s |\n|---|---:|---:|---:|---:|---:|---|---:|");
        foreach (var format in Formats)
        {
            var folder = Path.Combine(work, format);
            var export = await MeasuredProcess.RunAsync(cli, "export", "--run", run, "--format", format, "--out", folder);
            clock.Restart();
            var reader = await ReadBack.CheckAsync(format, folder, 2 * pairs);
            var seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {format} | {export.Seconds:F1} | {export.CpuSeconds:F1} | {export.PeakMemory / 1048576.0:F0} | {BytesOf(folder) / 1e6:F0} | {FilesOf(folder).Count()} | {reader} | {seconds:F1} |"));
            Directory.Delete(folder, recursive: true);
        }

        var audit = await MeasuredProcess.RunAsync(cli, "dataset", "audit", "--run", run, "--out", Path.Combine(work, "audit.html"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAudit: {audit.Seconds:F1} s, {audit.CpuSeconds:F1} CPU s, {audit.PeakMemory / 1048576.0:F0} MiB"));
        Directory.Delete(work, recursive: true);
    }

    private static IEnumerable<FileInfo> FilesOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories);

    private static long BytesOf(string folder) => FilesOf(folder).Sum(file => file.Length);
}
