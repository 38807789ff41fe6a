using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class CSV_corpora
{
    [Theory]
    [InlineData("id,prompt\n1,a red ring\n2,a blue square\n")]
    [InlineData("id,Caption,score\n1,a red ring,3\n2,a blue square,4\n")]
    [InlineData("TEXT;id\na red ring;1\na blue square;2\n")]
    [InlineData("Prompts,Category\na red ring,Colors\na blue square,Colors\n")]
    [InlineData("name,instruction\r\nx,a red ring\r\ny,a blue square\r\n")]
    [InlineData("\uFEFFprompt,id\na red ring,1\na blue square,2\n")]
    [InlineData("\"prompt\",\"id\"\n\"a red ring\",\"1\"\n\"a blue square\",\"2\"\n")]
    public void Have_their_prompts_in_the_column_of_that_name(string content)
    {
        var sample = Corpora.Sample(content, "prompts.csv");

        Assert.Equal(["a red ring", "a blue square"], sample.Texts());
        Assert.Equal([2, 3], sample.Lines());
    }

    [Fact]
    public void Prefer_the_best_name() =>
        Assert.Equal(["a red ring"], Corpora.Sample("text,prompt\nother,a red ring\n", "prompts.csv").Texts());

    [Fact]
    public void Without_a_header_have_them_in_the_first_column() =>
        Assert.Equal(["a red ring", "a blue square"], Corpora.Sample("a red ring,1\na blue square,2\n", "prompts.csv").Texts());

    [Fact]
    public void May_quote_commas_quotes_and_line_ends()
    {
        var sample = Corpora.Sample("prompt,id\n\"a red ring, \"\"vivid\"\",\non white\",1\na blue square,2\n", "prompts.csv");

        Assert.Equal(["a red ring, \"vivid\", on white", "a blue square"], sample.Texts());
        Assert.Equal([2, 4], sample.Lines());
    }

    [Fact]
    public void Keep_a_stray_quote_as_text() =>
        Assert.Equal(["a 5\" red ring", "a blue square"], Corpora.Sample("prompt,id\na 5\" red ring,1\na blue square,2\n", "prompts.csv").Texts());

    [Fact]
    public void Count_a_row_without_the_column_as_too_short() =>
        Assert.Equal(1, Corpora.Sample("id,prompt\n1\n2,a blue square\n", "prompts.csv").Dropped.TooShort);

    [Fact]
    public void May_be_separated_by_tabs() =>
        Assert.Equal(["a red ring, vivid"], Corpora.Sample("Prompt\tCategory\na red ring, vivid\tColors\n", "prompts.tsv").Texts());
}
