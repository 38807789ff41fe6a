using System.Text.Json;
using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class Exported_Parquet_comes_back(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _train = new(model.Path);

    [Fact]
    public async Task As_the_dataset_that_it_was()
    {
        using var bench = await ExportBench.OfRunAsync();
        await bench.ExportAsync("pickapic", null, "--held-out", "0.5");

        var back = bench.Folder.File("back");
        var run = await CommandLine.RunAsync("dataset", "import", "--from", bench.Out("data"), "--out", back, "--json");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.Equal(bench.Manifest, File.ReadAllLines(Path.Combine(back, "manifest.jsonl")));
        Assert.Equal(
            ExportBench.Hashes(Path.Combine(bench.Data, "dataset", "images")).Values, ExportBench.Hashes(Path.Combine(back, "images")).Values);
        Assert.Equal(2 * bench.Manifest.Length, JsonDocument.Parse(run.Output).RootElement.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task To_a_training_as_the_pairs_of_the_folder_do()
    {
        using var bench = ExportBench.OfDataset(8);
        await bench.ExportAsync("pickapic", null, "--held-out", "0");

        var parquet = await _train.RunAsync(bench.Out("data"), "parquet", ["--loss", "cross-validation"]);
        var folder = await _train.RunAsync(bench.Data, "folder", ["--loss", "cross-validation"]);

        Assert.True(parquet.ExitCode == ExitCodes.Ok, parquet.Error);
        Assert.Equal(HashOf("folder"), HashOf("parquet"));
        Assert.StartsWith("cross-validation on 8 pairs", parquet.Output);
        Assert.Equal(folder.Output.Split('\n')[0], parquet.Output.Split('\n')[0]);

        string? HashOf(string name) => _train.Training(name).GetProperty("summary").GetProperty("checkpointHash").GetString();
    }

    [Fact]
    public async Task To_diffusion_DPO_as_well()
    {
        using var bench = ExportBench.OfDataset(8);
        await bench.ExportAsync("pickapic", null, "--held-out", "0");

        var run = await _train.RunAsync(bench.Out("data/train/00000.parquet"), "--loss", "diffusion-dpo");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
    }

    public void Dispose() => _train.Dispose();
}
