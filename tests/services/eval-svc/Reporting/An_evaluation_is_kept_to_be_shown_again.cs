using System.Text;
using System.Xml.Linq;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class An_evaluation_is_kept_to_be_shown_again
{
    [Fact]
    public void The_same_report_comes_of_it_to_the_letter()
    {
        var data = ScorerSamples.WithTexts("a red cup", isNumber: prompt => prompt > 2);

        var again = EvaluationRecord.FromJson(new EvaluationRecord(data.Outcome, data.Scorers).ToJson());

        var groups = ExampleChooser.Choose(again.Outcome.Headline, again.Outcome.Prompts, seed: 1);
        Assert.Equal(ReportWriter.Write(data), ReportWriter.Write(data with { Outcome = again.Outcome, Scorers = again.Scorers, Comparisons = groups }));
    }

    [Fact]
    public void The_demo_world_comes_back_too()
    {
        var data = ReportSamples.WithTexts("two red rings");

        var again = EvaluationRecord.FromJson(new EvaluationRecord(data.Outcome, data.Scorers).ToJson());

        Assert.Equal(ReportWriter.Write(data), ReportWriter.Write(data with { Outcome = again.Outcome, Scorers = again.Scorers }));
        Assert.Equal(data.Outcome.Prompts, again.Outcome.Prompts);
    }

    [Fact]
    public void A_comparison_that_no_run_made_has_a_report_of_its_own()
    {
        var data = ScorerSamples.WithTexts("<b>a red cup</b>");

        var html = Encoding.UTF8.GetString(new EvaluationReport("A & B", data.Models, [("Base", "hash-of-the-base")], "instructengine eval --model a").Write());

        var page = XDocument.Parse(html["<!doctype html>\n".Length..]);
        Assert.Equal("A & B", page.Descendants("h1").Single().Value);
        Assert.Contains("instructengine eval --model a", page.Descendants("pre").Single().Value, StringComparison.Ordinal);
        Assert.Contains("hash-of-the-base", html, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("b"));
    }
}
