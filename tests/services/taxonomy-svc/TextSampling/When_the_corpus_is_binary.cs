using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_binary
{
    [Fact]
    public void A_picture_is_named_as_one() =>
        Assert.Contains("is a PNG image", Corpora.Refused([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2]).Message, StringComparison.Ordinal);

    [Fact]
    public void An_archive_is_told_how_to_unpack() =>
        Assert.Contains("gunzip", Corpora.Refused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], "prompts.txt.gz").Message, StringComparison.Ordinal);

    [Fact]
    public void A_parquet_file_is_told_how_to_export() =>
        Assert.Contains("Parquet", Corpora.Refused("PAR1 and more"u8.ToArray(), "train.parquet").Message, StringComparison.Ordinal);

    [Fact]
    public void Zero_bytes_are_binary_data() =>
        Assert.Contains("binary data", Corpora.Refused("red ring\0blue square\0\0"u8.ToArray()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("prompts.txt")]
    [InlineData("prompts.csv")]
    [InlineData("prompts.jsonl")]
    public void Random_bytes_are_binary_data(string name)
    {
        var bytes = new byte[4096];
        new Random(3).NextBytes(bytes);

        Assert.Contains("binary data", Corpora.Refused(bytes, name).Message, StringComparison.Ordinal);
    }
}
