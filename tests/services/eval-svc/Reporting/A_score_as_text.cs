using InstructEngine.EvalService.Reporting;
using InstructEngine.Scoring;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class A_score_as_text
{
    [Theory]
    [InlineData(null, 0.314, 0.359, "35.9 %", "+4.5 points")]
    [InlineData("", 0.2712, 0.2731, "0.2731", "+0.0019")]
    [InlineData("", 25.31, 26.62, "26.6", "+1.3")]
    [InlineData("dB", 26.73, 26.5, "26.50 dB", "−0.23 dB")]
    [InlineData("", -1.5, -1.2, "−1.20", "+0.30")]
    public void Has_as_many_digits_as_its_difference_needs(string? unit, double start, double end, string value, string difference)
    {
        var format = ScoreFormat.Of(new ScorerDescription("x", "x", unit), start, end, end - start);

        Assert.Equal((value, difference), (format.Value(end), format.Difference(end - start)));
    }

    [Fact]
    public void Has_no_sign_where_nothing_is_left_of_it() => Assert.Equal("0.0 to 0.0", new ScoreFormat(null, 1).Range(-0.00001, 0.00001));

    [Fact]
    public void Says_when_there_is_none() => Assert.Equal("no figure", new ScoreFormat(null, 1).Value(double.NaN));
}
