using System.Text;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_lines_are_not_UTF8
{
    [Fact]
    public void A_few_of_them_are_dropped_and_counted()
    {
        byte[] content = [.. "a red ring\n"u8, .. "caf"u8, 0xE9, .. " table\n"u8, .. "a blue square\n"u8, .. "a green cross\n"u8, .. "a yellow ring\n"u8];

        var sample = Corpora.Sample(content);

        Assert.Equal(1, sample.Dropped.InvalidEncoding);
        Assert.Equal([1, 3, 4, 5], sample.Lines());
    }

    [Fact]
    public void A_replacement_character_is_the_trace_of_lost_text() =>
        Assert.Equal(1, Corpora.Sample("caf\uFFFD table\na red ring\na blue square\na green cross\n").Dropped.InvalidEncoding);

    [Fact]
    public void Many_of_them_mean_another_encoding()
    {
        var latin = Encoding.Latin1.GetBytes("café au lait\nune forêt en été\na red ring\n");

        var refusal = Corpora.Refused(latin);

        Assert.Contains("is not UTF-8: 2 of 3 records are invalid, the first on line 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("iconv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_JSON_is_no_text()
    {
        var sample = Corpora.Sample("""
            {"prompt":"broken \ud83d heart"}
            {"prompt":"a red ring"}
            {"prompt":"a blue square"}
            {"prompt":"a green cross"}
            """, "prompts.jsonl");

        Assert.Equal(1, sample.Dropped.InvalidEncoding);
        Assert.Equal(3, sample.Kept);
    }
}
