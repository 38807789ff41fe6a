using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public class When_a_spec_asks_for_a_review
{
    [Theory]
    [InlineData("\"required\"", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    public void The_word_says_what_true_says(string value, bool? expected)
    {
        var spec = RunSpecReader.Parse($$$"""{"taxonomy": {"review": {{{value}}} }, "instructions": {"review": {{{value}}} } }""", "spec.json");

        Assert.Equal((expected, expected), (spec.Taxonomy.Review, spec.Instructions.Review));
    }

    [Theory]
    [InlineData("taxonomy", "\"optional\"")]
    [InlineData("instructions", "\"yes\"")]
    [InlineData("instructions", "1")]
    public void Another_value_is_refused(string part, string value)
    {
        var refusal = Assert.Throws<SpecException>(() => RunSpecReader.Parse($$$"""{"{{{part}}}": {"review": {{{value}}}}}""", "spec.json"));

        Assert.Contains($"{part}.review is {value}: expected \"required\", true or false", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reviewed_taxonomy_is_another_run_as_it_was_and_reviewed_instructions_are_not()
    {
        var demo = RunSpecReader.Demo();
        var taxonomy = demo with { Taxonomy = demo.Taxonomy with { Review = true } };
        var instructions = demo with { Instructions = demo.Instructions with { Review = true } };

        Assert.NotEqual(RunIds.For(demo, null), RunIds.For(taxonomy, null));
        Assert.Equal(RunIds.For(demo, null), RunIds.For(instructions, null));
        Assert.Contains("without a review", RunIds.Difference(demo, instructions), StringComparison.Ordinal);
        Assert.Null(RunIds.Difference(instructions, instructions));
    }
}
