using InstructEngine.EvalService.Evaluation;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class The_side_by_side_examples
{
    [Fact]
    public void Show_gains_losses_and_a_random_draw()
    {
        var groups = ReportSamples.WithTexts("two red rings", gained: 3).Comparisons;

        Assert.Equal(3, groups[0].Rows.Count);
        Assert.All(groups[0].Rows, row => Assert.True(IsRight(row.Aligned) && !IsRight(row.Base)));
        Assert.Empty(groups[1].Rows);
        Assert.Equal(6, groups[2].Rows.DistinctBy(row => row.Base.Prompt).Count());
    }

    [Fact]
    public void Show_losses_where_there_are_some()
    {
        var groups = ReportSamples.WithTexts("two red rings", gained: -2).Comparisons;

        Assert.Empty(groups[0].Rows);
        Assert.All(groups[1].Rows, row => Assert.True(IsRight(row.Base) && !IsRight(row.Aligned)));
    }

    private static bool IsRight(EvaluatedImage image) => image.Scores.Findings.All(finding => finding.IsRight);
}
