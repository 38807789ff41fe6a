using Parquet;
using Parquet.Schema;

namespace InstructEngine.Cli.Tests.Training;

/// <summary>Writes Parquet files with Pick-a-Pic's columns.</summary>
internal static class PickAPic
{
    /// <summary>A row whose first image was preferred, in Pick-a-Pic's form.</summary>
    public static Row Good(int number) => new($"caption {number}", Pictures.Jpeg(number, 48, 40), Pictures.Jpeg(number + 100, 40, 48), 1, 0);

    public static Row[] Good(int from, int count) => [.. Enumerable.Range(from, count).Select(number => Good(number))];

    public static async Task<string> WriteAsync(string file, params Row[] rows)
    {
        var (caption, jpg0, jpg1) = (new DataField<string>("caption"), new DataField<byte[]>("jpg_0"), new DataField<byte[]>("jpg_1"));
        var (label0, label1, hasLabel) = (new DataField<double?>("label_0"), new DataField<double?>("label_1"), new DataField<bool>("has_label"));
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(caption, jpg0, jpg1, label0, label1, hasLabel), stream);

        // Two rows a group, so that several are read.
        foreach (var group in rows.Chunk(2))
        {
            using var groupWriter = writer.CreateRowGroup();
            await groupWriter.WriteAsync(caption, group.Select(row => row.Caption).ToArray());
            await groupWriter.WriteAsync(jpg0, group.Select(row => row.Jpg0).ToArray());
            await groupWriter.WriteAsync(jpg1, group.Select(row => row.Jpg1).ToArray());
            await groupWriter.WriteAsync<double>(label0, group.Select(row => row.Label0).ToArray());
            await groupWriter.WriteAsync<double>(label1, group.Select(row => row.Label1).ToArray());
            await groupWriter.WriteAsync<bool>(hasLabel, group.Select(row => row.HasLabel).ToArray());
        }

        return file;
    }

    /// <summary>A file whose images have an instruction each, and no label.</summary>
    public static async Task<string> WriteTwoInstructionsAsync(string file, int rows)
    {
        var (caption0, caption1) = (new DataField<string>("caption_0"), new DataField<string>("caption_1"));
        var (jpg0, jpg1) = (new DataField<byte[]>("jpg_0"), new DataField<byte[]>("jpg_1"));
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(caption0, caption1, jpg0, jpg1), stream);
        using var group = writer.CreateRowGroup();
        var numbers = Enumerable.Range(0, rows).ToArray();
        await group.WriteAsync(caption0, numbers.Select(number => (string?)$"a red disc {number}").ToArray());
        await group.WriteAsync(caption1, numbers.Select(number => (string?)$"a blue disc {number}").ToArray());
        await group.WriteAsync(jpg0, numbers.Select(number => (byte[]?)Pictures.Png(number)).ToArray());
        await group.WriteAsync(jpg1, numbers.Select(number => (byte[]?)Pictures.Png(number + 100)).ToArray());
        return file;
    }

    /// <summary>A file with one text column.</summary>
    public static async Task<string> WriteColumnAsync(string file, string column)
    {
        var field = new DataField<string>(column);
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(field, new string?[] { "a" });
        return file;
    }

    /// <summary>A file with addresses in place of images.</summary>
    public static async Task<string> WriteTextImagesAsync(string file)
    {
        DataField[] fields =
        [
            new DataField<string>("caption"), new DataField<string>("jpg_0"), new DataField<string>("jpg_1"), new DataField<string>("label_0"), new DataField<string>("label_1"),
        ];
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        using var group = writer.CreateRowGroup();
        foreach (var field in fields)
            await group.WriteAsync(field, new string?[] { "https://example.com/a.jpg" });
        return file;
    }

    internal sealed record Row(string? Caption, byte[]? Jpg0, byte[]? Jpg1, double? Label0, double? Label1, bool HasLabel = true);
}
