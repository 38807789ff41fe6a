using System.Diagnostics;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class An_export
{
    [Theory]
    [InlineData("pickapic")]
    [InlineData("webdataset")]
    [InlineData("imagefolder")]
    public async Task Of_the_same_run_has_the_same_bytes(string format)
    {
        using var bench = await ExportBench.OfRunAsync();
        var first = await bench.ExportAsync(format);
        await Task.Delay(1100);
        var second = await bench.ExportAsync(format, bench.Folder.File("again"));

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(ExportBench.Hashes(bench.Out()), ExportBench.Hashes(bench.Folder.File("again")));
        Assert.Equal(first.GetRawText().ReplaceLineEndings(), File.ReadAllText(bench.Out("export.json")).TrimEnd().ReplaceLineEndings());
    }

    [Fact]
    public async Task Has_a_card_with_counts_taxonomy_settings_and_hashes()
    {
        using var bench = await ExportBench.OfRunAsync();
        var record = await bench.ExportAsync("pickapic", null, "--licence", "cc-by-4.0");

        var card = File.ReadAllText(bench.Out("README.md"));
        Assert.StartsWith("---\nlicense: cc-by-4.0\n", card);
        Assert.Contains("path: data/train/*.parquet", card, StringComparison.Ordinal);
        Assert.Contains($"| train | {record.GetProperty("splits")[0].GetProperty("leaves").GetInt32()} |", card, StringComparison.Ordinal);
        Assert.Contains("| ContentConsistency | ", card, StringComparison.Ordinal);
        Assert.Contains("\"triplesPerLeaf\": 4", card, StringComparison.Ordinal);
        Assert.Contains(record.GetProperty("datasetHash").GetString()!, card, StringComparison.Ordinal);
        Assert.Contains(record.GetProperty("contentHash").GetString()!, card, StringComparison.Ordinal);
        Assert.Equal(2, record.GetProperty("themes").GetArrayLength());
        Assert.All(record.GetProperty("themes").EnumerateArray(), theme => Assert.Contains($"- **{theme.GetProperty("name").GetString()}**", card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Has_hashes_that_sha256sum_checks()
    {
        using var bench = ExportBench.OfDataset();
        await bench.ExportAsync("webdataset");

        using var check = Process.Start(new ProcessStartInfo("sha256sum", ["-c", "--quiet", "SHA256SUMS"]) { WorkingDirectory = bench.Out() })!;
        await check.WaitForExitAsync();

        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Of_a_dataset_folder_alone_goes_without_names()
    {
        using var bench = ExportBench.OfDataset();
        var record = await bench.ExportAsync("pickapic");

        Assert.Equal((40, 80, 0), (record.GetProperty("pairs").GetInt32(), record.GetProperty("rows").GetInt32(), record.GetProperty("themes").GetArrayLength()));
        Assert.DoesNotContain("## Settings", File.ReadAllText(bench.Out("README.md")), StringComparison.Ordinal);
    }
}
