using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class JSON_line_corpora
{
    [Fact]
    public void Have_objects_or_strings()
    {
        var sample = Corpora.Sample("""
            {"prompt":"a red ring"}
            {"id":3,"Caption":"a blue \"square\""}

            "a green cross"
            {"meta":{"x":[1]},"text":"ein gr\u00fcner Ring"}
            {"instruction":"draw a yellow ring","prompt":7}
            """, "prompts.jsonl");

        Assert.Equal(["a red ring", "a blue \"square\"", "a green cross", "ein grüner Ring", "draw a yellow ring"], sample.Texts());
        Assert.Equal([1, 2, 4, 5, 6], sample.Lines());
    }

    [Fact]
    public void Lose_the_lines_that_name_no_prompt()
    {
        var sample = Corpora.Sample("{\"prompt\":\"a red ring\"}\n{\"prompt\":\n{\"title\":\"x\"}\n42\nnull\n", "prompts.jsonl");

        Assert.Equal(4, sample.Dropped.Malformed);
        Assert.Equal(["a red ring"], sample.Texts());
    }

    [Fact]
    public void May_hold_line_ends_in_a_prompt() =>
        Assert.Equal(["a red ring on white"], Corpora.Sample("{\"prompt\":\"a red ring\\non white\"}", "prompts.jsonl").Texts());
}
