using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_a_prompt_is_too_short_or_too_long
{
    [Fact]
    public void It_is_dropped_and_counted_but_never_cut()
    {
        var sample = Corpora.Sample("ab\nabc\nabcde\nabcdef\n", spec: Specs.Corpus with { MinLength = 3, MaxLength = 5 });

        Assert.Equal((1, 1), (sample.Dropped.TooShort, sample.Dropped.TooLong));
        Assert.Equal(["abc", "abcde"], sample.Texts());
    }

    [Fact]
    public void An_emoji_counts_as_one_character() =>
        Assert.Equal(["🙂🙂🙂"], Corpora.Sample("🙂🙂\n🙂🙂🙂\n", spec: Specs.Corpus with { MinLength = 3, MaxLength = 3 }).Texts());

    [Fact]
    public void Its_length_counts_after_cleaning() =>
        Assert.Equal(["abc"], Corpora.Sample("  a\u200Bb\u200Bc  \n", spec: Specs.Corpus with { MaxLength = 3 }).Texts());
}
