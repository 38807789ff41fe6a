using InstructEngine.Review.Access;
using InstructEngine.Review.Html;

namespace InstructEngine.Review.Gates;

/// <summary>What the pages of both gates have alike.</summary>
internal static class GateHtml
{
    public static HtmlBuilder Open(string title, Reviewer reviewer, string script, string runId)
    {
        var html = ReviewPage.Open(title, reviewer, "gates.css", "gate.js", script);
        html.Element("h1", title);
        html.Open("div", ("id", "gate"), ("data-run", runId));
        html.Open("p", ("id", "progress-text"), ("class", "note"), ("role", "status")).Text("Loading…").Close("p");
        html.Element("progress", "", ("id", "progress"), ("max", "1"), ("value", "0"), ("aria-label", "Decided"));
        html.Element("p", "", ("id", "told"), ("role", "status"), ("aria-live", "polite"));
        html.Element("noscript", "These pages need JavaScript. Without it, review on the command line: instructengine taxonomy, instructengine instructions review.");
        return html;
    }

    public static void Choice(HtmlBuilder html, string name, string label, params ReadOnlySpan<(string Value, string Text)> options)
    {
        html.Open("label").Element("span", label).Open("select", ("name", name));
        foreach (var (value, text) in options)
            html.Element("option", text, ("value", value));
        html.Close("select").Close("label");
    }

    public static void Search(HtmlBuilder html, string label) =>
        html.Open("label", ("class", "grow")).Element("span", label).Void("input", ("name", "text"), ("type", "search"), ("maxlength", "200"), ("autocomplete", "off")).Close("label");

    public static void Tools(HtmlBuilder html)
    {
        html.Open("div", ("class", "tools")).Element("span", "", ("id", "matching"), ("role", "status"));
        html.Element("button", "Accept all that match…", ("type", "button"), ("id", "accept-all"));
        html.Element("button", "Reject all that match…", ("type", "button"), ("id", "reject-all"));
        html.Element("button", "Undo", ("type", "button"), ("id", "undo"), ("disabled", ""), ("aria-keyshortcuts", "u"));
        html.Element("button", "Keys", ("type", "button"), ("id", "help"), ("aria-keyshortcuts", "?"));
        html.Close("div");
    }

    public static void Keys(HtmlBuilder html, params ReadOnlySpan<(string Key, string Does)> keys)
    {
        html.Open("dialog", ("id", "keys"), ("aria-labelledby", "keys-title")).Element("h2", "Keys", ("id", "keys-title")).Open("dl");
        foreach (var (key, does) in keys)
            html.Open("dt").Element("kbd", key).Close("dt").Element("dd", does);
        html.Close("dl").Open("form", ("method", "dialog")).Element("button", "Close", ("class", "main")).Close("form").Close("dialog");
        html.Open("dialog", ("id", "ask"), ("aria-labelledby", "ask-title")).Element("h2", "", ("id", "ask-title")).Element("p", "", ("id", "ask-text"));
        html.Open("form", ("method", "dialog"));
        html.Open("label", ("id", "ask-reason")).Element("span", "Reason (kept with the decision; may be empty)").Void("input", ("name", "reason"), ("maxlength", "1000"), ("autocomplete", "off")).Close("label");
        html.Open("div", ("class", "tools")).Element("button", "Do it", ("value", "yes"), ("class", "main"), ("id", "ask-yes")).Element("button", "Cancel", ("value", "no"), ("formnovalidate", "")).Close("div");
        html.Close("form").Close("dialog");
    }
}
