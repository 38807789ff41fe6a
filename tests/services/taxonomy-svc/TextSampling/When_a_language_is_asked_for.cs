using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_a_language_is_asked_for
{
    [Theory]
    [InlineData("ein Schloss am See mit einem Boot und der Mond")]
    [InlineData("un château sur la colline avec une rivière")]
    [InlineData("замок на закате")]
    [InlineData("夕焼けの城")]
    public void Prompts_plainly_of_another_are_dropped_and_counted(string foreign)
    {
        var sample = Corpora.Sample($"the old castle on the hill\n{foreign}\n", spec: Specs.Corpus with { Language = "en" });

        Assert.Equal(["the old castle on the hill"], sample.Texts());
        Assert.Equal(1, sample.Dropped.OtherLanguage);
        Assert.Equal(2, sample.Kept + sample.Dropped.Total);
    }

    [Theory]
    [InlineData("castle, sunset, 8k")]
    [InlineData("crème brûlée on a plate")]
    [InlineData("portrait of El Greco, de la Tour style, in the manner of the masters")]
    [InlineData("torii gate, kintsugi bowl, 8k, ultra detailed")]
    public void Lists_of_nouns_and_borrowed_words_stay(string prompt) =>
        Assert.False(PromptLanguage.IsPlainlyAnother(prompt, "en"));

    [Fact]
    public void Without_one_every_language_stays() =>
        Assert.Equal(2, Corpora.Sample("the old castle on the hill\nзамок на закате\n").Kept);
}
