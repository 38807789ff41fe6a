using System.Diagnostics;
using System.Diagnostics.Metrics;
using InstructEngine.Cli.Evaluation;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Tests.Generation;
using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.Cli.Tests.Evaluation;

/// <summary><c>eval</c> of a tiny model on a few prompts of the demo's suite, and what it drew.</summary>
internal sealed class EvalBench(TinyModelFolder model) : IDisposable
{
    private static readonly AsyncLocal<Counts?> Current = new();

    private readonly TestFolder _folder = new();

    public string Out => _folder.File("out");

    public string Cache => _folder.File("cache");

    public string File(string name) => _folder.File(name);

    public string Write(string name, string content) => _folder.Write(name, content);

    /// <summary>A checkpoint: weights of its own for the same model.</summary>
    public string Checkpoint(string name)
    {
        var folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        return LoraFiles.Write(model.Path, folder);
    }

    public string[] Arguments(int prompts, params string[] more) =>
        ["eval", "--model", model.Path, "--prompts", "demo", "--scorers", "demo", "--guidance", "1", "--limit", $"{prompts}", "--cache", Cache, .. more];

    /// <summary>The command in this process, and how many images it drew of either model.</summary>
    public static async Task<(CommandLine Result, Counts Drawn)> RunAsync(params string[] arguments)
    {
        // Other tests draw beside this one: the context of this call tells whose images they are.
        var counts = new Counts();
        Current.Value = counts;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "instructengine_evaluation_images_rendered_total")
                    listening.EnableMeasurementEvents(instrument, counts);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, images, tags, state) =>
        {
            if (ReferenceEquals(Current.Value, state))
                counts.Add(tags[0].Value as string, images);
        });
        listener.Start();
        return (await CommandLine.RunAsync(arguments), counts);
    }

    /// <summary>Starts the command as a process, and kills it once it has drawn something.</summary>
    public async Task KillInTheMiddleAsync(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "instructengine.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var database = Path.Combine(Out, "run.db");
        while (!process.HasExited && !(System.IO.File.Exists(database) && await StoredBatchesAsync() > 0))
            await Task.Delay(20);
        if (process.HasExited)
            throw new InvalidOperationException($"It ended before it could be killed: {await error}");

        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Batches that the output folder knows as drawn.</summary>
    public async Task<long> StoredBatchesAsync()
    {
        using var stores = await EvalStores.OpenAsync(Out, CancellationToken.None);
        return await stores.Documents.CountAsync(StoredBatches.Drawn, RunFolder.MarkerOf(Out).RunId, CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    internal sealed class Counts
    {
        private long _base, _aligned;

        public long Base => _base;

        public long Aligned => _aligned;

        public void Add(string? model, long images) => Interlocked.Add(ref model == "base" ? ref _base : ref _aligned, images);
    }
}
