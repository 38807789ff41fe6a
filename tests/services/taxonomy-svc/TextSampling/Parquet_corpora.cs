using InstructEngine.TaxonomyService.TextSampling;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class Parquet_corpora
{
    [Fact]
    public async Task Give_the_rows_of_their_prompt_column_over_all_row_groups()
    {
        var content = await WriteAsync(new DataField<string>("id"), new DataField<string>("Caption"), ["x1", "x2", "x3"], ["a red ring", null, "two blue squares"]);

        var sample = Corpora.Sample(content, "prompts.parquet");

        Assert.Equal(CorpusFormat.Parquet, sample.Format);
        Assert.Equal([(1, "a red ring"), (3, "two blue squares")], sample.Prompts.Select(prompt => (prompt.Line, prompt.Text)));
        Assert.Equal((3, 1), (sample.Read, sample.Dropped.Malformed));
    }

    [Fact]
    public async Task Are_known_by_their_first_bytes_whatever_their_name()
    {
        var content = await WriteAsync(new DataField<string>("id"), new DataField<string>("prompt"), ["1"], ["a castle at sunset"]);

        Assert.Equal(CorpusFormat.Parquet, Corpora.Sample(content, "prompts.txt").Format);
    }

    [Fact]
    public async Task Without_a_prompt_column_name_the_columns_there_are()
    {
        var content = await WriteAsync(new DataField<string>("id"), new DataField<string>("style"), ["1"], ["oil"]);

        Assert.Contains(
            "has no text column that is called prompt, caption, text or instruction; its columns are id, style",
            Corpora.Refused(content, "p.parquet").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_are_cut_off_are_refused()
    {
        var content = await WriteAsync(new DataField<string>("id"), new DataField<string>("prompt"), ["1"], ["a castle at sunset"]);

        Assert.Contains("is not readable as Parquet", Corpora.Refused(content[..^10], "p.parquet").Message, StringComparison.Ordinal);
        Assert.Contains("is not a Parquet file", Corpora.Refused("a red ring"u8.ToArray(), "p.parquet").Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> WriteAsync(DataField<string> first, DataField<string> second, string?[] firsts, string?[] seconds)
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(first, second), stream))
        {
            // A row a group, so that several are read.
            foreach (var (one, other) in firsts.Zip(seconds))
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync(first, new[] { one });
                await group.WriteAsync(second, new[] { other });
            }
        }

        return stream.ToArray();
    }
}
