using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class Prompts_are_composed_to_form_C
{
    [Theory]
    [InlineData("cafe\u0301", "café")]
    [InlineData("A\u030Angstro\u0308m", "Ångström")]
    [InlineData("Vie\u0323\u0302t", "Việt")]
    [InlineData("Vie\u0302\u0323t", "Việt")]
    [InlineData("Vi\u00EA\u0323t", "Việt")]
    [InlineData("и\u0306", "й")]
    [InlineData("α\u0301", "ά")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    [InlineData("q\u0301", "q\u0301")]
    [InlineData("ẹ\u0301", "ẹ\u0301")]
    [InlineData("plain", "plain")]
    [InlineData("🙂 日本", "🙂 日本")]
    public void Whole_letters_replace_letters_with_marks(string spelled, string composed) =>
        Assert.Equal(composed, PromptCleaner.Clean(spelled));
}
