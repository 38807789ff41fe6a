using System.Text;
using InstructEngine.EvalService.Suites;
using InstructEngine.Lexicons.Suites;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Suites;

public sealed class Files_of_prompts
{
    [Theory]
    [InlineData("a.csv", "Prompts,Category\n\"A \"\"red\"\" car, small\",Colors\n\"two\nlines\",\"Text \"\n")]
    [InlineData("a.csv", "\uFEFFcategory,prompt\r\nColors,\"A \"\"red\"\" car, small\"\r\nText,\"two\nlines\"\r\n")]
    [InlineData("a.tsv", "Prompt\tCategory\tNote\nA \"red\" car, small\tColors\tx\ntwo\\nlines\tText\ty\n")]
    [InlineData("a.jsonl", "{\"prompt\":\"A \\\"red\\\" car, small\",\"category\":\"Colors\"}\n{\"category\":\"Text\",\"prompt\":\"two\\nlines\"}\n")]
    public void Are_read_with_quotes_newlines_marks_and_categories(string name, string text)
    {
        var suite = Parse(name, text);

        Assert.Equal(["A \"red\" car, small", name == "a.tsv" ? "two\\nlines" : "two\nlines"], suite.Prompts);
        Assert.Equal(["Colors", "Text"], suite.Categories);
    }

    [Theory]
    [InlineData("كلب أحمر على الثلج")]
    [InlineData("a \u202Edog\u202C turned")]
    [InlineData("🦊 reading 📚, 👩‍👩‍👧")]
    public void Keep_what_is_written_from_the_right_or_with_pictures(string prompt)
    {
        Assert.Equal([prompt], Parse("a.txt", prompt + "\n").Prompts);
        Assert.Equal([prompt], SuiteFile.Parse(SuiteFile.Canonical(Parse("a.txt", prompt)), SuiteFile.CanonicalName).Prompts);
    }

    [Fact]
    public void Count_a_prompt_once()
    {
        var suite = Parse("a.txt", "a dog\n\na cat\na dog \n");

        Assert.Equal(["a dog", "a cat"], suite.Prompts);
        Assert.Equal(1, suite.Duplicates);
    }

    [Theory]
    [InlineData("a.csv", "id,name\n1,x\n", "no column of prompts")]
    [InlineData("a.csv", "prompt\na dog\n\"never closed\n", "never closed")]
    [InlineData("a.txt", "a dog\nbad\0prompt\n", "line 2: the prompt holds a NUL")]
    [InlineData("a.txt", "", "holds no prompt")]
    [InlineData("a.csv", "", "holds no prompt")]
    [InlineData("a.jsonl", "{\"prompt\":\"\\ud800\"}", "not valid Unicode")]
    [InlineData("a.jsonl", "{\"prompt\":3}", "line 1")]
    public void That_cannot_be_used_say_what_and_where(string name, string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Parse(name, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void With_a_prompt_of_100_kB_are_refused()
    {
        var fault = Assert.Throws<InvalidDataException>(() => Parse("a.txt", "a dog\n" + new string('x', 100_000)));

        Assert.Contains("line 2: the prompt has 100,000 characters", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_are_no_text_are_refused() =>
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => SuiteFile.Parse([0xFF, 0xFE, 0x00], "a.txt")).Message, StringComparison.Ordinal);

    [Fact]
    public void Give_fewer_prompts_as_a_fixed_part_of_more()
    {
        var suite = new PromptSuite("file", new EvaluationSuite("a", [.. Enumerable.Range(0, 100).Select(i => $"prompt {i}")]));

        var (ten, twenty) = (suite.Take(10), suite.Take(20));

        Assert.Subset(twenty.ToHashSet(), ten.ToHashSet());
        Assert.Equal(ten.OrderBy(prompt => prompt.Index), ten);
        Assert.True(ten.Max(prompt => prompt.Index) > 50, "Only the head of the suite was taken.");
        Assert.Equal(100, suite.Take(1000).Count);
    }

    private static EvaluationSuite Parse(string name, string text) => SuiteFile.Parse(Encoding.UTF8.GetBytes(text), name);
}
