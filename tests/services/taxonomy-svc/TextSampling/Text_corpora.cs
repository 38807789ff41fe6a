using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class Text_corpora
{
    [Theory]
    [InlineData("a red ring\na blue square\n")]
    [InlineData("a red ring\r\na blue square")]
    [InlineData("a red ring\ra blue square\r")]
    [InlineData("\uFEFFa red ring\na blue square\n")]
    public void Have_one_prompt_a_line_whatever_ends_it(string content)
    {
        var sample = Corpora.Sample(content);

        Assert.Equal(["a red ring", "a blue square"], sample.Texts());
        Assert.Equal([1, 2], sample.Lines());
        Assert.Equal(2, sample.Read);
    }

    [Fact]
    public void Keep_the_numbers_of_lines_after_blank_ones() =>
        Assert.Equal([2, 5], Corpora.Sample("\na red ring\n\n \na blue square\n").Lines());

    [Theory]
    [InlineData("a prompt about a red ring, with a comma\nanother\n", CorpusFormat.Text)]
    [InlineData("text\nanother\n", CorpusFormat.Text)]
    [InlineData("id,prompt\n1,a red ring\n", CorpusFormat.Csv)]
    [InlineData("Caption;Id\na red ring;1\n", CorpusFormat.Csv)]
    [InlineData("{\"prompt\":\"a red ring\"}\n", CorpusFormat.JsonLines)]
    [InlineData("\"a red ring\"\n\"a blue square\"\n", CorpusFormat.JsonLines)]
    [InlineData("\"a red ring\" he said\nanother\n", CorpusFormat.Text)]
    [InlineData("{braces} are not JSON\nanother\n", CorpusFormat.Text)]
    public void Are_told_from_other_forms_without_an_extension(string content, CorpusFormat format) =>
        Assert.Equal(format, Corpora.Sample(content, "prompts").Format);

    [Fact]
    public void Are_believed_when_the_extension_says_so() =>
        Assert.Equal("{\"prompt\":\"a red ring\"}", Assert.Single(Corpora.Sample("{\"prompt\":\"a red ring\"}\n").Texts()));
}
