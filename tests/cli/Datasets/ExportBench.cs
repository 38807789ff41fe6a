using System.Security.Cryptography;
using System.Text.Json;
using InstructEngine.Cli.Tests.Embedded;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

/// <summary>A dataset and what is exported of it, in a folder of their own.</summary>
internal sealed class ExportBench : IDisposable
{
    private readonly TinyRun? _run;

    private ExportBench(TinyRun? run, string data) => (_run, Data) = (run, data);

    public TestFolder Folder { get; } = new();

    /// <summary>The run's folder, or the dataset's.</summary>
    public string Data { get; private set; }

    /// <summary>A run of the demo world that ended with its dataset.</summary>
    public static async Task<ExportBench> OfRunAsync()
    {
        var run = new TinyRun();
        var made = await run.RunAsync(new DrawnScenes(), more: ["--until", "dataset"]);
        Assert.True(made.ExitCode == ExitCodes.Ok, made.Error);
        return new ExportBench(run, run.Out());
    }

    /// <summary>A dataset's folder without a run, two pairs a leaf.</summary>
    public static ExportBench OfDataset(int pairs = 40)
    {
        var bench = new ExportBench(null, "");
        bench.Data = TinyDataset.Write(Directory.CreateDirectory(bench.Folder.File("dataset")).FullName, pairs);
        return bench;
    }

    public string Out(string file = "") => Path.Combine(Folder.File("exported"), file);

    public string[] Manifest => File.ReadAllLines(Path.Combine(Data, _run is null ? "" : "dataset", "manifest.jsonl"));

    public async Task<JsonElement> ExportAsync(string format, string? folder = null, params string[] more)
    {
        var run = await TryExportAsync(format, folder, more);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    public Task<CommandLine> TryExportAsync(string format, string? folder = null, params string[] more) =>
        CommandLine.RunAsync(["export", "--run", Data, "--format", format, "--out", folder ?? Out(), "--json", .. more]);

    /// <summary>Every file below a folder with its hash.</summary>
    public static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    public void Dispose()
    {
        Folder.Dispose();
        _run?.Dispose();
    }
}
