using System.Text;
using System.Xml.Linq;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class Gain_by_the_number_of_pairs
{
    [Fact]
    public void Orders_the_runs_and_keeps_trainings_apart()
    {
        var data = DataEfficiency.Of([Run("c", 400, seed: 1), Run("a", 100, seed: 2), Run("b", 100, seed: 1), Run("d", 100, seed: 1, loss: "sft")]);

        Assert.Equal(["b", "d", "a", "c"], data.Runs.Select(run => run.Name));
        Assert.Equal(2, data.Series.Count());
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(108, 1)]
    [InlineData(400, 0)]
    public void Draws_a_band_where_seeds_have_about_the_same_number(long secondPairs, int bands)
    {
        var page = Page(DataEfficiency.Of([Run("a", 100, seed: 1), Run("b", secondPairs, seed: 2), Run("c", 1600, seed: 1)]));

        Assert.Equal(bands, page.Descendants("path").Count(path => path.Attribute("class")!.Value.StartsWith("band", StringComparison.Ordinal)));
        Assert.Equal(3, page.Descendants("circle").Count());
        Assert.Equal(3, page.Descendants("line").Count(line => line.Attribute("class")!.Value.StartsWith("whisker", StringComparison.Ordinal)));
    }

    [Fact]
    public void Draws_a_run_of_too_few_prompts_without_an_interval()
    {
        var (name, summary) = Run("b", 200, seed: 1);
        var scores = summary.Evaluation!.Scores.ToDictionary(score => score.Key, score => score.Value with { Ci95 = null });
        var page = Page(DataEfficiency.Of([Run("a", 100, seed: 1), (name, summary with { Evaluation = summary.Evaluation with { Scores = scores } })]));

        Assert.Single(page.Descendants("line"), line => line.Attribute("class")!.Value.StartsWith("whisker", StringComparison.Ordinal));
        Assert.Contains("too few prompts", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_hundreds_beside_millions()
    {
        var axis = ChartAxis.Through("pairs", [100, 1_000, 1_000_000]);

        Assert.True(axis.IsLogarithmic);
        Assert.Equal([100.0, 1_000, 1_000_000], axis.Ticks);
        Assert.Equal(axis.Place(1_000) - axis.Place(100), (axis.Place(1_000_000) - axis.Place(1_000)) / 3, 6);
    }

    [Fact]
    public void Leaves_out_marks_that_would_hide_each_other() => Assert.Equal([100.0, 200], ChartAxis.Through("pairs", [100, 101, 102, 200]).Ticks);

    [Fact]
    public void Stands_runs_of_one_size() => Assert.InRange(ChartAxis.Through("pairs", [64, 64]).Place(64), 0.4, 0.6);

    [Fact]
    public void Refuses_runs_on_different_suites()
    {
        var (name, summary) = Run("b", 200, seed: 1);
        var other = summary with { Spec = summary.Spec with { Evaluation = summary.Spec.Evaluation with { Suite = "drawbench" } } };

        Assert.Equal(
            "evaluation.suite is \"demo\" in a and \"drawbench\" in b: only gains on the same suite and settings can be compared.",
            Refusal(Run("a", 100, seed: 1), (name, other)));
    }

    [Fact]
    public void Refuses_runs_from_different_base_models()
    {
        var (name, summary) = Run("b", 200, seed: 1);
        Assert.Contains("different base models", Refusal(Run("a", 100, seed: 1), (name, summary with { Training = summary.Training! with { ReferenceHash = "other" } })), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_run_that_was_to_end_early()
    {
        var (name, summary) = Run("b", 200, seed: 1);
        Assert.Contains(
            "b was to end with its dataset", Refusal(Run("a", 100, seed: 1), (name, summary with { Evaluation = null, Training = null, Spec = summary.Spec with { Until = "dataset" } })), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_one_run_given_twice() => Assert.Contains("are the same run", Refusal(Run("a", 100, seed: 1), Run("a", 100, seed: 1)), StringComparison.Ordinal);

    private static string Refusal(params (string, RunSummary)[] runs) => Assert.Throws<ArgumentException>(() => DataEfficiency.Of(runs)).Message;

    private static XDocument Page(DataEfficiency data) =>
        XDocument.Parse(Encoding.UTF8.GetString(RunsReportWriter.Write(data, null))["<!doctype html>\n".Length..]);

    private static (string Name, RunSummary Summary) Run(string name, long pairs, long seed, string loss = "cross-validation")
    {
        var summary = ReportSamples.WithTexts("two red rings").Summary;
        var spec = summary.Spec with { Seed = seed, Training = summary.Spec.Training with { Loss = loss } };
        return (name, summary with { RunId = "run-" + name, Spec = spec, Pairs = new(pairs, 0) });
    }
}
