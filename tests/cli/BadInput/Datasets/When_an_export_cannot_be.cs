using InstructEngine.Cli.Tests.Datasets;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Datasets;

public sealed class When_an_export_cannot_be
{
    [Fact]
    public async Task A_folder_that_is_not_empty_is_left_alone()
    {
        using var bench = ExportBench.OfDataset(8);
        var out1 = Directory.CreateDirectory(bench.Out()).FullName;
        File.WriteAllText(Path.Combine(out1, "mine.txt"), "mine");

        await RefusedAsync(bench, ExitCodes.OutputUnusable, "holds mine.txt; name a new or empty folder");

        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(out1).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_missing_image_is_named_and_nothing_is_left()
    {
        using var bench = ExportBench.OfDataset(8);
        var image = Directory.GetFiles(Path.Combine(bench.Data, "images"))[0];
        File.Delete(image);

        await RefusedAsync(bench, ExitCodes.Usage, Path.GetFileNameWithoutExtension(image));

        Assert.False(Directory.Exists(bench.Out()));
        Assert.Empty(Directory.GetDirectories(bench.Folder.Path, "exported*"));
    }

    [Fact]
    public async Task An_image_with_other_bytes_than_its_hash_is_named()
    {
        using var bench = ExportBench.OfDataset(8);
        var image = Directory.GetFiles(Path.Combine(bench.Data, "images"))[0];
        File.WriteAllBytes(image, [1, 2, 3]);

        await RefusedAsync(bench, ExitCodes.Usage, Path.GetFileNameWithoutExtension(image));
    }

    [Fact]
    public async Task A_manifest_that_is_none_is_told_with_its_line()
    {
        using var bench = ExportBench.OfDataset(8);
        File.AppendAllText(Path.Combine(bench.Data, "manifest.jsonl"), "{}\n");

        await RefusedAsync(bench, ExitCodes.Usage, "line 9 is not a pair of a dataset");
    }

    [Fact]
    public async Task A_manifest_that_was_changed_after_the_run_is_not_its_dataset()
    {
        using var bench = await ExportBench.OfRunAsync();
        var manifest = Path.Combine(bench.Data, "dataset", "manifest.jsonl");
        File.WriteAllLines(manifest, File.ReadLines(manifest).Skip(1).ToArray());

        await RefusedAsync(bench, ExitCodes.Usage, "is not the manifest of the run");
    }

    [Fact]
    public async Task A_run_without_a_dataset_is_told_apart_from_no_run()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("run"));
        File.WriteAllText(folder.File("run/run.db"), "");

        var begun = await CommandLine.RunAsync("export", "--run", folder.File("run"), "--format", "pickapic", "--out", folder.File("out"));
        var none = await CommandLine.RunAsync("export", "--run", folder.File("models"), "--format", "pickapic", "--out", folder.File("out"));

        Assert.Contains("a run without a dataset", begun.Error, StringComparison.Ordinal);
        Assert.Contains("there is no manifest.jsonl", none.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Usage, ExitCodes.Usage), (begun.ExitCode, none.ExitCode));
    }

    [Fact]
    public async Task Too_small_a_disk_is_told_before_anything_is_written()
    {
        using var bench = ExportBench.OfDataset(200);
        using var disk = MountedDisk.At(bench.Folder.File("disk"), "size=1m");

        var run = await bench.TryExportAsync("pickapic", bench.Folder.File("disk/out"));

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("the export needs about", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(bench.Folder.File("disk"), "out*"));
    }

    [Fact]
    public async Task A_stop_leaves_nothing_and_a_killed_one_is_cleared_away()
    {
        using var bench = ExportBench.OfDataset(8);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var run = await CommandLine.RunAsync([], stop.Token, "export", "--run", bench.Data, "--format", "pickapic", "--out", bench.Out());
        Assert.Equal(ExitCodes.Cancelled, run.ExitCode);
        Assert.Empty(Directory.GetDirectories(bench.Folder.Path, "exported*"));

        var left = Directory.CreateDirectory(bench.Out() + ".unfinished").FullName;
        File.WriteAllText(Path.Combine(left, ".lock"), "");
        File.WriteAllText(Path.Combine(left, "half.parquet"), "");
        await bench.ExportAsync("pickapic");
        Assert.False(File.Exists(bench.Out("half.parquet")));
        Assert.False(Directory.Exists(left));
    }

    [Theory]
    [InlineData("--format", "zip", "zip")]
    [InlineData("--held-out", "0.9", "--held-out is '0.9'; expected a number from 0 to 0.5")]
    [InlineData("--licence", "a\nb: c", "--licence is")]
    public async Task An_option_that_cannot_be_is_refused(string option, string value, string said)
    {
        var run = await CommandLine.RunAsync(["export", "--run", "x", "--out", "y", .. option == "--format" ? Array.Empty<string>() : ["--format", "pickapic"], option, value]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(ExportBench bench, int code, string said)
    {
        var run = await bench.TryExportAsync("pickapic");

        Assert.True(run.ExitCode == code, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
