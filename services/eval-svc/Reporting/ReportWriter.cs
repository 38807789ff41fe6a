using System.Reflection;
using System.Text;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Writes <c>report.html</c>: one file without scripts or outside references, so that it opens anywhere and can be mailed.</summary>
internal static class ReportWriter
{
    public static byte[] Write(ReportData data)
    {
        var html = new HtmlBuilder();
        html.Doctype().Open("html", ("lang", "en")).Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", $"InstructEngine: {data.Summary.Spec.Name}");
        html.StyleSheet(ReadStyleSheet()).Close("head").NewLine();

        html.Open("body").Open("main");
        HeadlineSection.Write(html, data);
        ResultsSection.Write(html, data);
        ComparisonSection.Write(html, data);
        TrainingSection.Write(html, data);
        ExamplePairsSection.Write(html, data);
        TaxonomySection.Write(html, data);
        CorpusSection.Write(html, data);
        SettingsSection.Write(html, data);
        html.Close("main").Close("body").Close("html").NewLine();
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static string ReadStyleSheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly lacks its report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
