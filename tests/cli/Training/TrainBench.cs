using System.Text.Json;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

/// <summary><c>train</c> in this process, on a tiny model and data of a test's own.</summary>
internal sealed class TrainBench(string model) : IDisposable
{
    private static readonly string[] Few = ["--steps", "4", "--batch-size", "2"];

    public TestFolder Folder { get; } = new();

    public string Model => model;

    public string Dataset(int pairs = 8) => TinyDataset.Write(Directory.CreateDirectory(Folder.File("dataset")).FullName, pairs);

    public string Out(string file = "", string folder = "out") => Path.Combine(Folder.File(folder), file);

    public Task<CommandLine> RunAsync(string data, params string[] more) => RunAsync(data, "out", more);

    public Task<CommandLine> RunAsync(string data, string folder, string[] more) =>
        CommandLine.RunAsync(["train", "--model", model, "--data", data, "--out", Out(folder: folder), .. Needed(more), .. more]);

    /// <summary>Asked to stop when the first epoch is told.</summary>
    public async Task<int> RunToFirstEpochAsync(string data, string folder, params string[] more)
    {
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop);
        return await InstructEngineProgram.RunAsync(
            ["train", "--model", model, "--data", data, "--out", Out(folder: folder), "--json", .. Needed(more), .. more], output, TextWriter.Null, stop.Token);
    }

    /// <summary>Refused with these words, and no step was done.</summary>
    public async Task RefusedAsync(string said, string data, params string[] more)
    {
        var run = await RunAsync(data, more);

        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.True(run.ExitCode == ExitCodes.Usage, $"{run.ExitCode}: {run.Error}");
        Assert.Empty(run.Output);
        Assert.False(File.Exists(Out("training.db")));
    }

    /// <summary><c>training.json</c>.</summary>
    public JsonElement Training(string folder = "out") => JsonDocument.Parse(File.ReadAllBytes(Out("training.json", folder))).RootElement;

    public void Dispose() => Folder.Dispose();

    private static IEnumerable<string> Needed(string[] more) => Few.Chunk(2).Where(option => !more.Contains(option[0])).SelectMany(option => option);

    private sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains("epochCompleted", StringComparison.Ordinal) == true)
                stop.Cancel();
        }

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override Task WriteLineAsync(string? value)
        {
            Write(value + NewLine);
            return Task.CompletedTask;
        }
    }
}
