using System.Text;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class When_a_prompt_is_a_book
{
    [Fact]
    public void The_report_shows_its_beginning_and_says_how_long_it_is()
    {
        // A character of two halves lies across the end of what is shown.
        var book = new string('x', 499) + "😀" + new string('y', 100_000);

        var data = ScorerSamples.WithTexts("a red cup");
        var groups = data.Comparisons.Select(group => group with { Rows = [.. group.Rows.Select(row => row with { Prompt = book })] });
        var html = Encoding.UTF8.GetString(ReportWriter.Write(data with { Comparisons = [.. groups] }));

        Assert.Contains($"({book.Length} characters)", html, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('y', 100), html, StringComparison.Ordinal);
        Assert.DoesNotContain("\ufffd", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&#xFFFD;", html, StringComparison.Ordinal);
    }
}
