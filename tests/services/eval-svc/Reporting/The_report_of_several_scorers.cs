using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Statistics;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public partial class The_report_of_several_scorers
{
    [Fact]
    public void Averages_over_them_with_and_without_those_near_zero()
    {
        var average = ScorerSamples.WithTexts("a red cup").Outcome.Headline.AverageGain;
        var html = Html(ScorerSamples.WithTexts("a red cup"));

        Assert.Equal(["image-reward"], average.NearZero);
        Assert.Contains($"the relative gain is {ScoreFormat.Percent(average.All!.Value)} ({ScoreFormat.Percent(average.Ci95![0])} to {ScoreFormat.Percent(average.Ci95[1])})", html, StringComparison.Ordinal);
        Assert.Contains($"Without image-reward, where the base’s mean is near zero and a share of it says little: {ScoreFormat.Percent(average.WithoutNearZero!.Value)} ({ScoreFormat.Percent(average.Ci95WithoutNearZero![0])} to {ScoreFormat.Percent(average.Ci95WithoutNearZero[1])}).", html, StringComparison.Ordinal);
        Assert.Contains(">base is near 0<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_every_scorer_in_every_category()
    {
        var page = XDocument.Parse(Html(ScorerSamples.WithTexts("a red cup"))["<!doctype html>\n".Length..]);

        foreach (var scorer in ScorerSamples.Scorers)
        {
            var chart = Assert.Single(page.Descendants("svg"), svg => svg.Attribute("aria-label")?.Value == $"{scorer.Name} by category");
            Assert.Equal(ScorerSamples.Categories + 1, chart.Descendants("line").Count(line => line.Attribute("class")?.Value == "interval"));
            Assert.All(chart.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "x1" or "x2" or "cx"), x => Assert.InRange(double.Parse(x.Value), 0, 560));
        }
    }

    [Fact]
    public void Says_what_was_left_out_and_why()
    {
        var none = Html(ScorerSamples.WithTexts("a red cup"));
        var some = Html(ScorerSamples.WithTexts("a red cup", isNumber: prompt => prompt > 2));

        Assert.Contains("Every score was a number", none, StringComparison.Ordinal);
        Assert.Contains("aesthetic: 3 images left out", some, StringComparison.Ordinal);
    }

    [Fact]
    public void Stands_a_scorer_without_any_number()
    {
        var html = Html(ScorerSamples.WithTexts("a red cup", isNumber: _ => false));

        Assert.Contains($"aesthetic: {ScorerSamples.Prompts} images left out", html, StringComparison.Ordinal);
        Assert.DoesNotContain("aesthetic by category", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_the_headline_scorer_has_no_number()
    {
        var data = ScorerSamples.WithTexts("a red cup", isNumber: _ => false);

        Assert.Contains("No image got a score of aesthetic that is a number", Html(data with { Outcome = data.Outcome with { HeadlineScorer = "aesthetic" } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_settled_fall_in_diversity_only()
    {
        var html = Html(ScorerSamples.WithTexts("a red cup"));

        Assert.Contains("The aligned model is worse in diversity", html, StringComparison.Ordinal);
        Assert.DoesNotContain("worse in grid-artefact", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_the_overlap_check_found()
    {
        var data = ScorerSamples.WithTexts("a red cup");

        Assert.Contains("0 repeat one word for word, 1 nearly do", Html(data), StringComparison.Ordinal);
        Assert.Contains("no check was made", Html(data with { Outcome = data.Outcome with { Overlap = null } }), StringComparison.Ordinal);
        Assert.Contains(
            "none repeats one, and none nearly does",
            Html(data with { Outcome = data.Outcome with { Overlap = data.Outcome.Overlap! with { Near = 0, Examples = [] } } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Settles_nothing_with_too_few_prompts()
    {
        var data = ScorerSamples.WithTexts("a red cup");
        var headline = data.Outcome.Headline;
        ModelComparison few = headline with
        {
            Scorers = [.. headline.Scorers.Select(entry => (entry.Name, entry.Figures with { Difference = new ConfidenceInterval(1, 2, TooFew: true) }))],
        };

        var html = Html(data with { Outcome = data.Outcome with { Headline = few } });
        Assert.Contains("of too few prompts for an interval", html, StringComparison.Ordinal);
        Assert.Contains(">too few prompts<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_an_image_s_scores_where_no_checker_read_it() => Assert.Matches(ImageScore(), Html(ScorerSamples.WithTexts("a red cup")));

    [Fact]
    public void Chooses_its_examples_whatever_the_unit_of_a_scorer_is()
    {
        var data = ScorerSamples.WithTexts("a red cup");
        var headline = data.Outcome.Headline;
        var scaled = headline with { BaseImages = Scaled(headline.BaseImages), AlignedImages = Scaled(headline.AlignedImages) };

        var groups = ExampleChooser.Choose(scaled, data.Outcome.Prompts, seed: 1);

        Assert.Equal(6, groups[0].Rows.Count);
        Assert.Equal(data.Comparisons.Select(Chosen), groups.Select(Chosen));
        Assert.Empty(groups[0].Rows.Select(row => row.Base.Prompt).Intersect(groups[1].Rows.Select(row => row.Base.Prompt)));
    }

    private static string Chosen(ComparisonGroup group) => string.Join(' ', group.Rows.Select(row => row.Base.Prompt));

    private static EvaluatedImage[] Scaled(IReadOnlyList<EvaluatedImage> images) =>
        [.. images.Select(image => image with { Scores = image.Scores with { Values = image.Scores.Values.ToDictionary(score => score.Key, score => score.Key == "hps-v2.1" ? 1000 * score.Value : score.Value) } })];

    private static string Html(ReportData data) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(ReportWriter.Write(data)));

    [GeneratedRegex(@"<li>hps-v2\.1: 0\.2\d\d</li>")]
    private static partial Regex ImageScore();
}
