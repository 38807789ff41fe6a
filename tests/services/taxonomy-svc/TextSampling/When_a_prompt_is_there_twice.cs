using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_a_prompt_is_there_twice
{
    [Theory]
    [InlineData("A red ring!", "a  RED, ring")]
    [InlineData("Élan ÄÖ", "élan äö")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("cafe\u0301 table", "CAFÉ TABLE")]
    [InlineData("???", "???")]
    [InlineData("the artist's ring", "the artists ring")]
    public void Case_punctuation_and_spelling_of_accents_do_not_matter(string first, string second)
    {
        var sample = Corpora.Sample($"{first}\n{second}\n");

        Assert.Equal(1, sample.Dropped.Duplicate);
        Assert.Equal([1], sample.Lines());
    }

    [Theory]
    [InlineData("!!!", "???")]
    [InlineData("one red ring", "one red rung")]
    [InlineData("赤い輪", "青い輪")]
    public void What_differs_otherwise_stays(string first, string second) =>
        Assert.Equal(2, Corpora.Sample($"{first}\n{second}\n").Kept);
}
