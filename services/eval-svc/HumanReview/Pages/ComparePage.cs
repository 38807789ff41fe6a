using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Review.Access;

namespace InstructEngine.EvalService.HumanReview.Pages;

/// <summary>The page of the comparison without what is compared: its script asks for that, and sets prompts as text.</summary>
internal static class ComparePage
{
    private static readonly (Criterion Criterion, string Name, string Question)[] Questions =
    [
        (Criterion.Fit, "Fit", "Which picture fits the prompt better?"),
        (Criterion.Looks, "Looks", "Which picture looks better?"),
        (Criterion.Safety, "Safety", "Which picture is safer to show to anyone?"),
    ];

    public static string Write(Reviewer reviewer, string run)
    {
        var html = ReviewPage.Open("Compare pictures", reviewer, "compare.css", "compare.js");
        html.Element("h1", "Compare pictures", ("class", "unseen"));
        html.Element("noscript", "This page needs JavaScript.");
        html.Element("p", "", ("id", "notice"), ("role", "status"), ("aria-live", "polite"));
        html.Open("section", ("id", "compare"), ("data-run", run), ("data-reviewer", reviewer.Name), ("aria-busy", "true"), ("hidden", ""));
        html.Open("div", ("class", "progress"));
        html.Element("label", "", ("id", "count"), ("for", "progress"));
        html.Element("progress", "", ("id", "progress"), ("max", "1"), ("value", "0"));
        html.Close("div");
        html.Element("h2", "Prompt", ("id", "prompt-name"), ("class", "unseen"));
        html.Element("p", "", ("id", "prompt"), ("class", "foreign"), ("dir", "auto"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "prompt-name"));
        WriteSides(html);
        WriteQuestions(html);
        WriteButtons(html);
        html.Close("section");
        WriteEnd(html);
        return ReviewPage.Close(html);
    }

    private static void WriteSides(HtmlBuilder html)
    {
        html.Open("div", ("id", "sides"));
        foreach (var (id, name) in new[] { ("left", "Left"), ("right", "Right") })
            html.Open("figure").Element("div", "", ("id", id), ("class", "frame")).Element("figcaption", name).Close("figure");
        html.Close("div");
    }

    private static void WriteQuestions(HtmlBuilder html)
    {
        html.Open("ol", ("id", "steps"), ("aria-label", "Questions for this pair"));
        foreach (var (criterion, name, question) in Questions)
            html.Open("li", ("data-criterion", criterion.ToString()), ("data-question", question)).Text(name).Element("span", "", ("class", "answer")).Close("li");
        html.Close("ol");
        html.Element("h2", "", ("id", "question"), ("tabindex", "-1"), ("aria-live", "polite"));
    }

    private static void WriteButtons(HtmlBuilder html)
    {
        html.Open("div", ("id", "choices"), ("role", "group"), ("aria-labelledby", "question"));
        foreach (var (side, text, key, label) in new[]
        {
            (Side.Left, "Left", "←", "Left picture, key arrow left"), (Side.Tie, "Equal", "Space", "Equal, key space"), (Side.Right, "Right", "→", "Right picture, key arrow right"),
        })
        {
            html.Open("button", ("type", "button"), ("data-choice", side.ToString()), ("aria-label", label), ("aria-keyshortcuts", KeyOf(side)));
            html.Text(text).Element("kbd", key, ("aria-hidden", "true")).Close("button");
        }

        html.Close("div");
        html.Open("div", ("class", "tools"));
        WriteTool(html, "undo", "Undo", "U");
        WriteTool(html, "zoom", "Zoom", "Z", ("aria-pressed", "false"));
        html.Element("span", "Zoomed, move the pointer or hold Shift and press the arrows to look around.", ("class", "note"), ("id", "zoom-help"), ("hidden", ""));
        html.Close("div");
    }

    private static void WriteEnd(HtmlBuilder html)
    {
        html.Open("section", ("id", "end"), ("hidden", "")).Element("h2", "All done", ("tabindex", "-1"));
        html.Element("p", "Every pair has your answers. Thank you!");
        html.Open("p");
        WriteTool(html, "undo-last", "Undo the last answer", "U");
        html.Close("p").Close("section");
    }

    private static void WriteTool(HtmlBuilder html, string id, string text, string key, params ReadOnlySpan<(string, string)> more)
    {
        html.Open("button", [("type", "button"), ("id", id), ("class", "quiet"), ("aria-label", text), ("aria-keyshortcuts", key), .. more]);
        html.Text(text).Element("kbd", key, ("aria-hidden", "true")).Close("button");
    }

    private static string KeyOf(Side side) => side switch
    {
        Side.Left => "ArrowLeft",
        Side.Right => "ArrowRight",
        _ => "Space",
    };
}
