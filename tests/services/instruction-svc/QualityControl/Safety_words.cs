using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.InstructionService.QualityControl.Safety;
using InstructEngine.Lexicons;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

public sealed class Safety_words
{
    private static readonly SafetyFilter Filter = new(SafetyWords.Read([]));

    [Theory]
    [InlineData("a nude figure on a beach", "sexual")]
    [InlineData("a pool of blood on the floor", "violence")]
    [InlineData("Two corpses, in soft light", "violence")]
    [InlineData("a swastika on a wall", "hate")]
    [InlineData("a line of cocaine", "drugs")]
    [InlineData("a suicide bomber", "self-harm")]
    public void Are_found_as_words_and_phrases(string text, string category) => Assert.Equal(category, Filter.Find(text)?.Category);

    [Theory]
    [InlineData("a n u d e figure")]
    [InlineData("a n.u.d.e figure")]
    [InlineData("a nu.de figure")]
    [InlineData("a nu-de figure")]
    [InlineData("a NUUUUDE figure")]
    [InlineData("a nud3 figure")]
    [InlineData("a nüdé figure")]
    [InlineData("a nu\u200Bde figure")]
    [InlineData("a nud\u0435 figure")]
    [InlineData("a ｎｕｄｅ figure")]
    public void Are_found_when_they_are_hidden(string text) => Assert.Equal("sexual", Filter.Find(text)?.Category);

    [Theory]
    [InlineData("a cocktail in Essex")]
    [InlineData("an assassin bug on a grape leaf")]
    [InlineData("an analyst in Scunthorpe")]
    [InlineData("a sextant beside a peacock")]
    [InlineData("a still, sharp shot of a therapist")]
    [InlineData("bass players and skilled butchers")]
    [InlineData("a b c d, letters on a wall")]
    [InlineData("two masked heroines and a blue tit")]
    [InlineData("7 dogs, 3 cats!")]
    public void Are_not_found_within_other_words(string text) => Assert.Null(Filter.Find(text));

    [Fact]
    public void Are_nowhere_in_the_default_lexicon()
    {
        var lexicon = DefaultLexicon.Value;
        var phrases = lexicon.Themes.SelectMany(theme => theme.Subtopics).SelectMany(subtopic => subtopic.Entities.SelectMany(entity => new[] { entity.Singular, entity.Plural ?? "" })
                .Concat(subtopic.Situations.Select(situation => situation.One)).Concat(subtopic.Settings))
            .Concat(lexicon.Kinds.Values.SelectMany(kind => kind.Counterfactuals.SelectMany(pair => new[] { pair.Plausible, pair.Impossible })
                .Concat(kind.Attributes.SelectMany(pair => new[] { pair.A, pair.B }))))
            .Concat(lexicon.Aesthetics.SelectMany(pair => new[] { pair.Good, pair.Poor }));

        Assert.DoesNotContain(phrases, phrase => Filter.Find(phrase) is not null);
    }

    [Fact]
    public async Task Refuse_a_triple_and_are_counted_by_category()
    {
        var rejection = await new SafetyCheck(Filter).CheckAsync(new(Dimension.ContentConsistency, null, new("a man", "a man in a coat", "a naked man")), default);

        Assert.Equal("safety-sexual", rejection?.Kind);
        Assert.Contains("\"naked\"", rejection?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void May_be_added_by_a_file()
    {
        using var file = new TextFile("mine.json", """{"categories":[{"id":"brands","words":["acme cola"]}]}""");

        Assert.Equal("brands", new SafetyFilter(SafetyWords.Read([file.Path])).Find("a can of ACME cola")?.Category);
    }

    [Theory]
    [InlineData("{}", "categories are needed")]
    [InlineData("[1]", "not a list of words")]
    [InlineData("{\"categories\":[{\"id\":\"x\",\"words\":[]}]}", "each with an id and words")]
    public void Of_a_bad_file_are_refused(string text, string message)
    {
        using var file = new TextFile("mine.json", text);

        var fault = Assert.Throws<InvalidDataException>(() => SafetyWords.Read([file.Path]));
        Assert.Contains(file.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
