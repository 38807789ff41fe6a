using InstructEngine.Language.Answers;

namespace InstructEngine.Shared.Tests.Language.Answers;

public sealed class English_or_not
{
    [Theory]
    [InlineData("a red torii gate in the morning mist")]
    [InlineData("crème brûlée on a plate")]
    [InlineData("two cats")]
    [InlineData("die cast toy cars on a shelf")]
    [InlineData("a plate of tagliatelle al ragù with basil")]
    [InlineData("Café de Paris at night, oil painting")]
    [InlineData("")]
    public void English_is_let_through(string text) => Assert.Null(EnglishText.Doubt(text));

    [Theory]
    [InlineData("ein Hund sitzt auf der Wiese vor dem Haus")]
    [InlineData("un chien est assis dans le jardin avec une balle")]
    [InlineData("un perro sentado en la hierba con una pelota")]
    [InlineData("草原に座っている犬")]
    [InlineData("собака сидит на траве")]
    [InlineData("een hond op het gras met een bal")]
    public void Other_languages_are_not(string text) => Assert.NotNull(EnglishText.Doubt(text));
}
