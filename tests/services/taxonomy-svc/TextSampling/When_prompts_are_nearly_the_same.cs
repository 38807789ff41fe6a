using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_prompts_are_nearly_the_same
{
    private const string Tail = ", highly detailed, digital painting, concept art, smooth, sharp focus, illustration, soft light";

    [Theory]
    [InlineData("portrait of a young sailor in a storm" + Tail, "portrait of a young sailor in a storm" + Tail + ", 8k")]
    [InlineData("an abandoned lighthouse on a rocky island at night, oil on canvas, deep shadows", "an abandoned lighthouse on a rocky island at night, oil on canvas, deep shadow")]
    public void The_first_stands_for_all(string first, string second)
    {
        var sample = Corpora.Sample($"{first}\n{second}\n");

        Assert.Equal(1, sample.Dropped.NearDuplicate);
        Assert.Equal([first], sample.Texts());
    }

    [Theory]
    [InlineData("a fox" + Tail, "a car" + Tail)]
    [InlineData("portrait of a fox in the rain" + Tail, "portrait of a cat in the rain" + Tail)]
    [InlineData("two red rings on a plain white background", "three red rings on a plain white background")]
    public void Another_subject_under_the_same_words_of_style_stays(string first, string second) =>
        Assert.Equal(2, Corpora.Sample($"{first}\n{second}\n").Kept);
}
