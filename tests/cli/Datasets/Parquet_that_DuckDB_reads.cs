using System.Security.Cryptography;
using InstructEngine.Diffusion.Images;
using Xunit;

namespace InstructEngine.Cli.Tests.Datasets;

public sealed class Parquet_that_DuckDB_reads
{
    [Fact]
    public async Task Has_a_row_for_each_instruction_with_its_images_and_where_they_come_from()
    {
        using var bench = await ExportBench.OfRunAsync();
        var record = await bench.ExportAsync("pickapic");

        var rows = DuckDb.Query(
            $"""
            SELECT caption, jpg_0, jpg_1, label_0, label_1, best_image_uid, image_0_uid, image_1_uid, other_caption, fit_0, fit_1, theme, subtopic, attempt, dimension, has_label
            FROM read_parquet('{bench.Out("data")}/*/*.parquet')
            """);

        Assert.Equal(2 * bench.Manifest.Length, rows.Count);
        Assert.Equal(rows.Count, record.GetProperty("rows").GetInt32());
        foreach (var row in rows)
        {
            var images = new[] { (byte[])row[1]!, (byte[])row[2]! };
            Assert.Equal([(string)row[6]!, (string)row[7]!], images.Select(image => Convert.ToHexStringLower(SHA256.HashData(image))));
            Assert.All(images, image => Assert.Equal(32, RgbImage.FromFile(image).Width));
            var better = (double)row[3]! == 1 ? 0 : 1;
            Assert.Equal(1.0, (double)row[3]! + (double)row[4]!);
            Assert.Equal(row[5], row[6 + better]);
            Assert.True((double)row[9 + better]! > (double)row[10 - better]!, "The check found the better image to fit worse.");
            Assert.NotEqual(row[0], row[8]);
            Assert.All(new[] { row[11], row[12], row[13], row[14] }, Assert.NotNull);
            Assert.Equal(true, row[15]);
        }
    }

    [Fact]
    public async Task Has_the_types_of_Pick_a_Pic()
    {
        using var bench = ExportBench.OfDataset();
        await bench.ExportAsync("pickapic");

        var columns = DuckDb.Query($"DESCRIBE SELECT * FROM read_parquet('{bench.Out("data/train/00000.parquet")}')").ToDictionary(row => (string)row[0]!, row => (string)row[1]!);

        Assert.Equal(
            ("VARCHAR", "BLOB", "BLOB", "DOUBLE", "DOUBLE", "BOOLEAN", "BIGINT"),
            (columns["caption"], columns["jpg_0"], columns["jpg_1"], columns["label_0"], columns["label_1"], columns["has_label"], columns["seed_0"]));
    }

    [Fact]
    public async Task The_place_of_an_image_says_nothing()
    {
        using var bench = ExportBench.OfDataset(200);
        await bench.ExportAsync("pickapic");

        var counts = DuckDb.Query($"SELECT side, CAST(label_0 AS INTEGER), count(*) FROM read_parquet('{bench.Out("data")}/*/*.parquet') GROUP BY ALL");

        Assert.Equal(4, counts.Count);
        Assert.All(counts, count => Assert.InRange((long)count[2]!, 70, 130));
    }

    [Fact]
    public async Task Whole_leaves_are_held_out()
    {
        using var bench = ExportBench.OfDataset();
        var record = await bench.ExportAsync("pickapic");

        var shared = DuckDb.Query(
            $"""
            SELECT leaf_id FROM read_parquet('{bench.Out("data/train")}/*.parquet') INTERSECT SELECT leaf_id FROM read_parquet('{bench.Out("data/test")}/*.parquet')
            """);

        Assert.Empty(shared);
        Assert.Equal([("train", 36), ("test", 4)], record.GetProperty("splits").EnumerateArray().Select(split => (split.GetProperty("name").GetString(), split.GetProperty("pairs").GetInt32())));
    }

    [Fact]
    public async Task Comes_in_row_groups_that_fit_into_memory()
    {
        using var bench = ExportBench.OfDataset(620);
        await bench.ExportAsync("pickapic", null, "--held-out", "0");

        var groups = DuckDb.Query(
            $"SELECT row_group_id, any_value(row_group_num_rows) FROM parquet_metadata('{bench.Out("data/train/00000.parquet")}') GROUP BY row_group_id ORDER BY row_group_id");

        Assert.Equal([1000L, 240L], groups.Select(group => (long)group[1]!));
        Assert.False(Directory.Exists(bench.Out("data/test")));
    }
}
