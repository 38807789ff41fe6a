using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class WebDataset_that_tar_reads
{
    [Fact]
    public async Task A_row_is_four_members_of_one_key()
    {
        using var bench = ExportBench.OfDataset();
        await bench.ExportAsync("webdataset");

        var names = Tar("-tf", bench.Out("data/train/00000.tar")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4 * 2 * 36, names.Length);
        Assert.Equal(["000000000.jpg_0.png", "000000000.jpg_1.png", "000000000.txt", "000000000.json"], names.Take(4));
        Assert.All(names.Chunk(4), members => Assert.Single(members.Select(name => name.Split('.')[0]).Distinct()));
    }

    [Fact]
    public async Task The_members_are_what_the_row_says()
    {
        using var bench = ExportBench.OfDataset();
        await bench.ExportAsync("webdataset");
        var unpacked = Directory.CreateDirectory(bench.Folder.File("unpacked")).FullName;
        Tar("-xf", bench.Out("data/train/00000.tar"), "-C", unpacked);

        foreach (var file in Directory.EnumerateFiles(unpacked, "*.json"))
        {
            var row = JsonDocument.Parse(await File.ReadAllBytesAsync(file)).RootElement;
            var key = file[..^".json".Length];
            Assert.Equal(row.GetProperty("caption").GetString(), await File.ReadAllTextAsync(key + ".txt"));
            Assert.Equal(row.GetProperty("image_0_uid").GetString(), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(key + ".jpg_0.png"))));
            Assert.Equal(row.GetProperty("image_1_uid").GetString(), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(key + ".jpg_1.png"))));
            Assert.Equal(row.GetProperty("triple_id").GetString(), row.GetProperty("manifest_line").GetProperty("tripleId").GetString());
        }
    }

    private static string Tar(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tar", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
