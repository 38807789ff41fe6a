using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class An_image_folder
{
    [Fact]
    public async Task Has_a_line_for_each_row_and_each_image_once()
    {
        using var bench = ExportBench.OfDataset();
        await bench.ExportAsync("imagefolder");

        foreach (var split in new[] { "train", "test" })
        {
            var folder = bench.Out($"data/{split}");
            var lines = File.ReadLines(Path.Combine(folder, "metadata.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            foreach (var (line, image) in lines.SelectMany(line => new[] { (line, 0), (line, 1) }))
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, line.GetProperty($"jpg_{image}_file_name").GetString()!));
                Assert.Equal(line.GetProperty($"image_{image}_uid").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            }

            Assert.Equal(lines.Length, Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories).Count());
        }
    }
}
