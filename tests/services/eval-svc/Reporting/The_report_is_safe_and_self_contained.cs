using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public partial class The_report_is_safe_and_self_contained
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("</style></details></svg><svg onload=alert(1)>")]
    [InlineData("<!-- --><![CDATA[")]
    [InlineData("javascript:alert(1) &lt;b&gt; &#x3C;i&#x3E;")]
    public void Hostile_text_stays_text(string hostile)
    {
        var harmless = Tags(Html("harmless"));

        Assert.Equal(harmless, Tags(Html(hostile)));
    }

    [Fact]
    public void Half_a_surrogate_pair_and_control_letters_do_not_break_it()
    {
        var html = Html("broken \ud83d and \u0000 and \u202e turned");

        Assert.Contains("broken", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', html);
    }

    [Fact]
    public void It_asks_nothing_of_any_other_place()
    {
        var html = Html("two red rings");

        Assert.DoesNotMatch(OutsideReference(), html);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Its_elements_are_closed_in_order()
    {
        var html = Html("two red rings")["<!doctype html>\n".Length..];

        // Well-formed XML is more than HTML asks for, and a nesting mistake cannot hide in it.
        Assert.Equal("html", XDocument.Parse(html).Root!.Name.LocalName);
    }

    private static string Html(string text) => Encoding.UTF8.GetString(ReportWriter.Write(ReportSamples.WithTexts(text)));

    /// <summary>Element names and attribute names: what a browser would act on.</summary>
    private static List<string> Tags(string html) =>
        [.. XDocument.Parse(html["<!doctype html>\n".Length..]).Descendants().Select(e => e.Name + ":" + string.Join(',', e.Attributes().Select(a => a.Name)))];

    [GeneratedRegex("""(src|href)="(?!data:)|url\(|@import""")]
    private static partial Regex OutsideReference();
}
