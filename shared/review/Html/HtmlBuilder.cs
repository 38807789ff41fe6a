using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace InstructEngine.Review.Html;

/// <summary>
/// Writes elements. Text and attribute values are always encoded: prompts come from strangers, and no way leads past the encoder
/// except the style sheet, which is ours.
/// </summary>
public sealed class HtmlBuilder
{
    /// <summary>Letters of every script stay readable; what HTML gives a meaning to does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    public HtmlBuilder Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes, ">");
        return this;
    }

    public HtmlBuilder Close(string element)
    {
        _html.Append("</").Append(element).Append('>');
        return this;
    }

    public HtmlBuilder Text(string text)
    {
        _html.Append(Encoder.Encode(text));
        return this;
    }

    public HtmlBuilder Text(FormattableString text) => Text(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element with text in it.</summary>
    public HtmlBuilder Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes, ">");
        return Text(text).Close(element);
    }

    /// <summary>An element with a text from outside, of bearable length: a prompt may be a book.</summary>
    public HtmlBuilder Foreign(string element, string text, int longest = 500)
    {
        if (text.Length <= longest)
            return Element(element, text, ("class", "foreign"));

        // Not between the two halves of a character.
        var shown = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        WriteTag(element, [("class", "foreign")], ">");
        return Text(shown).Text("… ").Element("small", $"({text.Length} characters)").Close(element);
    }

    /// <summary>A part that scrolls sideways by itself where it is too wide, by keyboard too. A div.</summary>
    public HtmlBuilder OpenWide(string name) => Open("div", ("class", "wide"), ("tabindex", "0"), ("role", "group"), ("aria-label", name));

    /// <summary>An element that has no content: img, br, or an SVG shape.</summary>
    public HtmlBuilder Void(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes, "/>");
        return this;
    }

    public HtmlBuilder StyleSheet(string css)
    {
        _html.Append("<style>").Append(css).Append("</style>");
        return this;
    }

    public HtmlBuilder Doctype()
    {
        _html.Append("<!doctype html>\n");
        return this;
    }

    public HtmlBuilder NewLine()
    {
        _html.Append('\n');
        return this;
    }

    public override string ToString() => _html.ToString();

    private void WriteTag(string element, ReadOnlySpan<(string Name, string Value)> attributes, string end)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            _html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
        _html.Append(end);
    }
}
