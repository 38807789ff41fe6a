using InstructEngine.Review.Access;

namespace InstructEngine.Review.Html;

/// <summary>The head of a review page and its end. Style and scripts are files of their own: the content security policy allows nothing in line.</summary>
public static class ReviewPage
{
    /// <param name="title">Text; encoded here.</param>
    /// <param name="reviewer">Who is signed in; null before.</param>
    /// <param name="assets">Names of scripts (<c>.js</c>) and further style sheets (<c>.css</c>), served below <c>/assets/</c>.</param>
    public static HtmlBuilder Open(string title, Reviewer? reviewer, params ReadOnlySpan<string> assets)
    {
        var html = new HtmlBuilder();
        html.Doctype().Open("html", ("lang", "en")).Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", $"{title} · InstructEngine review");
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Void("link", ("rel", "stylesheet"), ("href", "/assets/review.css"));
        foreach (var asset in assets)
        {
            if (asset.EndsWith(".css", StringComparison.Ordinal))
                html.Void("link", ("rel", "stylesheet"), ("href", "/assets/" + asset));
            else
                html.Element("script", "", ("src", "/assets/" + asset), ("defer", ""));
        }

        html.Close("head").NewLine().Open("body");
        WriteHeader(html, reviewer);
        return html.Open("main");
    }

    public static string Close(HtmlBuilder html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return html.Close("main").Close("body").Close("html").NewLine().ToString();
    }

    private static void WriteHeader(HtmlBuilder html, Reviewer? reviewer)
    {
        html.Open("header");
        html.Element("a", "InstructEngine review", ("href", "/"), ("class", "home"));
        if (reviewer is not null)
        {
            html.Open("form", ("method", "post"), ("action", "/logout"), ("class", "who"));
            html.Element("span", reviewer.Name).Element("button", "Sign out", ("type", "submit"), ("class", "quiet"));
            html.Close("form");
        }

        html.Close("header");
    }
}
