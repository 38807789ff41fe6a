using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_empty
{
    [Theory]
    [InlineData("prompts.txt")]
    [InlineData("prompts.csv")]
    [InlineData("prompts.jsonl")]
    [InlineData("prompts")]
    public void It_is_refused_and_the_forms_are_named(string name)
    {
        var refusal = Corpora.Refused([], name);

        Assert.Equal($"Prompt corpus '{name}' is empty. Expected one prompt a line, a CSV file, JSON lines or a Parquet file.", refusal.Message);
    }

    [Theory]
    [InlineData("\n\r\n   \n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\n")]
    public void Blank_lines_alone_are_as_good_as_none(string content) =>
        Assert.Contains("only blank lines", Corpora.Refused(content).Message, StringComparison.Ordinal);
}
