using System.Net;
using System.Text;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class The_headline_says_what_was_found
{
    [Fact]
    public void A_gain_with_its_interval() =>
        Assert.Contains("base 50.0 %, aligned 100.0 % at guidance 1. That is +50.0 points", Html(gained: 4), StringComparison.Ordinal);

    [Fact]
    public void A_settled_gain_is_called_one() => Assert.Contains("the interval excludes zero: a gain", Html(gained: 4), StringComparison.Ordinal);

    [Fact]
    public void A_loss_is_called_one() => Assert.Contains("the interval excludes zero: a loss", Html(gained: -4), StringComparison.Ordinal);

    [Fact]
    public void No_difference_is_not_dressed_up() =>
        Assert.Contains("the interval includes zero, so this is not a settled difference", Html(gained: 0), StringComparison.Ordinal);

    private static string Html(int gained) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(ReportWriter.Write(ReportSamples.WithTexts("two red rings", gained))));
}
