using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_a_CSV_quote_is_never_closed
{
    [Fact]
    public void The_line_is_named_instead_of_swallowing_the_rest()
    {
        var refusal = Corpora.Refused("prompt,seed\na red ring,1\n\"a blue square,2\na green cross,3\n", "prompts.csv");

        Assert.Contains("a quoted field that is never closed, in the record that starts on line 3", refusal.Message, StringComparison.Ordinal);
    }
}
