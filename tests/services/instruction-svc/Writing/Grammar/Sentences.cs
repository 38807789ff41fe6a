using InstructEngine.InstructionService.Writing.Grammar;
using InstructEngine.Lexicons;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Writing.Grammar;

public sealed class Sentences
{
    private static readonly WrittenEntity Violinist = new("violinist", "a", "person", "violinists");
    private static readonly WrittenEntity Cloaked = new("cellist in a cloak", "a", "person", "cellists in cloaks", Tail: true);
    private static readonly WrittenEntity Etching = new("etching of a canal", "an", "artwork", "etchings of a canal");
    private static readonly WrittenEntity Fog = new("fog on a moor", "", "place", Countable: false);

    [Fact]
    public void Have_the_article_of_the_word_that_follows()
    {
        Assert.Equal("a violinist", new NounPhrase(Violinist).Text);
        Assert.Equal("an old violinist", new NounPhrase(Violinist, Adjective: "old").Text);
        Assert.Equal("a young etching of a canal", new NounPhrase(Etching, Adjective: "young").Text);
        Assert.Equal("fog on a moor", new NounPhrase(Fog).Text);
        Assert.Equal("thick fog on a moor", new NounPhrase(Fog, Adjective: "thick").Text);
    }

    [Fact]
    public void Count_with_the_plural()
    {
        Assert.Equal("three young cellists in cloaks", new NounPhrase(Cloaked, 3, Adjective: "young").Text);
        Assert.Equal("several violinists", new NounPhrase(Violinist, 0, "several").Text);
        Assert.Equal("violinists", new NounPhrase(Violinist, 0).Text);
        Assert.Equal("a single violinist", new NounPhrase(Violinist, 1, "a single").Text);
    }

    [Fact]
    public void Are_article_entity_situation_and_setting()
    {
        var sentence = new Sentence(new(Violinist)) { Situation = "bowing to applause", Setting = "on a stage" };

        Assert.Equal("a violinist bowing to applause on a stage", sentence.Text);
        Assert.Equal("on a stage, a violinist bowing to applause", (sentence with { SettingFirst = true }).Text);
        Assert.Equal("a violinist who is bowing to applause on a stage", (sentence with { Pronoun = "who" }).Text);
        Assert.Equal("two violinists who are bowing to applause on a stage", (sentence with { Noun = new(Violinist, 2), Pronoun = "who" }).Text);
    }

    [Fact]
    public void Part_a_detail_from_a_situation_with_a_comma()
    {
        var sentence = new Sentence(new(Violinist)) { Detail = "with curly hair", Setting = "on a stage" };

        Assert.Equal("a violinist with curly hair on a stage", sentence.Text);
        Assert.Equal("a violinist with curly hair, bowing to applause on a stage", (sentence with { Situation = "bowing to applause" }).Text);
        Assert.Equal("two violinists, each with two arms, on a stage", (sentence with { Noun = new(Violinist, 2), Detail = "each with two arms" }).Text);
    }

    [Fact]
    public void Set_what_follows_a_name_with_a_phrase_of_its_own_apart()
    {
        var sentence = new Sentence(new(Cloaked)) { Setting = "on a stage" };

        Assert.Equal("a cellist in a cloak on a stage", sentence.Text);
        Assert.Equal("a cellist in a cloak, with closed eyes, on a stage", (sentence with { Detail = "with closed eyes" }).Text);
        Assert.Equal("a cellist in a cloak, with closed eyes, on a stage", (sentence with { Situation = "with closed eyes" }).Text);
        Assert.Equal("a cellist in a cloak, tuning a string on a stage", (sentence with { Situation = "tuning a string" }).Text);
        Assert.Equal("a cellist in a cloak and a violinist on a stage", (sentence with { Detail = "and a violinist", DetailJoins = true }).Text);
        Assert.Equal("an etching of a canal, with lines that join", new Sentence(new(Etching)) { Detail = "with lines that join" }.Text);
    }

    [Fact]
    public void May_begin_and_end_with_how_the_picture_is_made()
    {
        var sentence = new Sentence(new(Violinist)) { Situation = "bowing", Setting = "on a stage" };

        Assert.Equal("a sharp image of a violinist bowing on a stage", (sentence with { Frame = "a sharp image of" }).Text);
        Assert.Equal("a violinist bowing on a stage, in crisp focus", (sentence with { Ending = "in crisp focus" }).Text);
    }
}
