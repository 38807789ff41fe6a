using System.Reflection;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The head of a page and its end: one file without scripts or outside references, so that it opens anywhere and can be mailed.</summary>
internal static class PageFrame
{
    public static HtmlBuilder Open(string title)
    {
        var html = new HtmlBuilder();
        html.Doctype().Open("html", ("lang", "en")).Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", title);
        html.StyleSheet(ReadStyleSheet()).Close("head").NewLine();
        return html.Open("body").Open("main");
    }

    public static string Close(HtmlBuilder html) => html.Close("main").Close("body").Close("html").NewLine().ToString();

    private static string ReadStyleSheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly lacks its report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
