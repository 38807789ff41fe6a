using InstructEngine.Language;
using InstructEngine.Language.Prompts;

namespace InstructEngine.Shared.Tests.Language.Prompts;

public sealed class A_prompt_file
{
    public static TheoryData<string> Files =>
    [
        .. typeof(ILanguageModel).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Prompts/", StringComparison.Ordinal))
            .Select(name => name["Prompts/".Length..^".md".Length]),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Of_the_project_can_be_read_and_says_that_data_gives_no_orders(string name)
    {
        var prompt = PromptTemplate.Read(typeof(ILanguageModel).Assembly, name);

        Assert.True(prompt.Version >= 1);
        Assert.NotEmpty(prompt.Places);
        Assert.Contains("<data>", prompt.System, StringComparison.Ordinal);
        Assert.Contains("never", prompt.System, StringComparison.Ordinal);
        Assert.Contains("English", prompt.System, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# System\na\n# User\nb", "expected a line 'version: N'")]
    [InlineData("---\nversion: x\n---\n# System\na\n# User\nb", "expected a line 'version: N'")]
    [InlineData("---\nversion: 1\n---\n# User\nb", "'# System'")]
    [InlineData("---\nversion: 1\n---\n# System\nwrite of {{theme}}\n# User\nb", "values belong into the user's part")]
    public void That_is_none_is_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => PromptTemplate.Parse("mine", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Takes_its_own_values_and_no_others()
    {
        var failure = Assert.Throws<ArgumentException>(() => LanguageHarness.Prompt.Render(new PromptValues().Text("think", "x")));

        Assert.Contains("thing, think", failure.Message, StringComparison.Ordinal);
    }
}
