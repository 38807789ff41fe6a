using InstructEngine.TaxonomyService.ThemeExpansion;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.ThemeExpansion;

public class Keywords
{
    private static readonly KeywordIndex Index = new(
    [
        new("Animals", "", null, [new("Cats", [], ["cat", "big cat"]), new("Ponies", [], ["pony", "fox"])]),
        new("Places", "", null, [new("Churches", [], ["church", "golden hour"])]),
    ]);

    [Theory]
    [InlineData("a cat", new[] { 0 })]
    [InlineData("CATS, two of them", new[] { 0 })]
    [InlineData("cat cat cat", new[] { 0 })]
    [InlineData("ponies and foxes", new[] { 1 })]
    [InlineData("a cat on a pony", new[] { 0, 1 })]
    [InlineData("churches at the golden-hour", new[] { 2 })]
    [InlineData("category, concatenate, scat", new int[0])]
    [InlineData("golden tower, a long hour", new int[0])]
    [InlineData("", new int[0])]
    public void Are_whole_words_in_singular_or_plural(string prompt, int[] subtopics) =>
        Assert.Equal(subtopics, Index.Match(prompt).Select(match => (match.Theme * 2) + match.Subtopic));
}
