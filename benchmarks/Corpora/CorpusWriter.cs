using System.Text;
using System.Text.Json;
using InstructEngine.Lexicons;
using Parquet;
using Parquet.Schema;

namespace InstructEngine.Benchmarks.Corpora;

/// <summary>Writes corpora that look like users' prompts: subjects of the default lexicon with fashions of style, some of them twice or nearly so.</summary>
internal static class CorpusWriter
{
    private const int RowGroup = 200_000;

    private static readonly string[] Styles =
        ["oil painting", "photograph, 35mm", "digital art", "watercolour", "highly detailed", "trending", "cinematic light", "concept art", "macro shot", "4k", "soft focus", "studio light"];

    public static string[] Formats => ["txt", "csv", "jsonl", "parquet"];

    public static async Task WriteAsync(string path, string format, int lines)
    {
        if (format == "parquet")
        {
            await WriteParquetAsync(path, lines);
            return;
        }

        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        if (format == "csv")
            await writer.WriteLineAsync("id,prompt");
        var id = 0;
        foreach (var prompt in Prompts(lines))
        {
            await writer.WriteLineAsync(format switch
            {
                "csv" => $"{id++},\"{prompt}\"",
                "jsonl" => $"{{\"id\":{id++},\"prompt\":{JsonSerializer.Serialize(prompt)}}}",
                _ => prompt,
            });
        }
    }

    private static async Task WriteParquetAsync(string path, int lines)
    {
        var column = new DataField<string>("prompt");
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(column), file);
        foreach (var rows in Prompts(lines).Chunk(RowGroup))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(column, Array.ConvertAll(rows, row => (string?)row));
        }
    }

    private static IEnumerable<string> Prompts(int lines)
    {
        var leaves = DefaultLexicon.Value.Themes.SelectMany(theme => theme.Subtopics).ToArray();
        var random = new Random(20_250_411);
        var before = "a castle at sunset";
        for (var i = 0; i < lines; i++)
        {
            // One in twenty repeats the line before, one in twenty changes its end.
            before = random.Next(20) switch
            {
                0 => before,
                1 => before + " by night",
                _ => Prompt(leaves, random),
            };
            yield return before;
        }
    }

    private static string Prompt(WrittenSubtopic[] leaves, Random random)
    {
        var leaf = leaves[random.Next(leaves.Length)];
        var other = leaves[random.Next(leaves.Length)];
        return $"{Pick(leaf.Entities, random).Singular} {Pick(leaf.Situations, random).One} {Pick(leaf.Settings, random)} with {Pick(other.Entities, random).Singular}, "
            + $"{Styles[random.Next(Styles.Length)]}, {Styles[random.Next(Styles.Length)]}";
    }

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];
}
