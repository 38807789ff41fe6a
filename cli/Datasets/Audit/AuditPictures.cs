
namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>Pairs of one dimension: some at random, and those that a check can tell apart least.</summary>
internal static class AuditPictures
{
    public static void Write(HtmlBuilder html, string dimension, AuditSample sample)
    {
        html.Open("section").Element("h2", $"Pictures: {AuditPage.NameOf(dimension)}");
        Write(html, "A sample", sample.FairOnes);
        Write(html, "With the least margin", sample.WeakOnes);
        html.Close("section").NewLine();
    }

    private static void Write(HtmlBuilder html, string title, IReadOnlyList<AuditExample> examples)
    {
        if (examples.Count == 0)
            return;

        html.Element("h3", title).Open("div", ("class", "cards"));
        foreach (var example in examples)
            Write(html, example);
        html.Close("div");
    }

    private static void Write(HtmlBuilder html, AuditExample example)
    {
        var (line, fit) = (example.Pair.Line, example.Fit);
        html.Open("article").Open("p").Element("bdi", line.Base);
        if (example.Pair.Lineage.Contrast is { } contrast)
            html.Text(" ").Element("span", contrast, ("class", "tag"));
        html.Close("p").Open("div", ("class", "sides"));
        Side(html, line.Preferred, example.Pair.Preferred, fit?.PreferredOwn, fit?.DispreferredOther);
        Side(html, line.OtherInstruction, example.Pair.Dispreferred, fit?.DispreferredOwn, fit?.PreferredOther);
        html.Close("div").Element("p", line.TripleId, ("class", "note foreign")).Close("article");
    }

    private static void Side(HtmlBuilder html, string instruction, byte[] png, double? own, double? crossed)
    {
        html.Open("figure").Void("img", ("src", "data:image/png;base64," + Convert.ToBase64String(png)), ("alt", instruction), ("class", "pixels"));
        html.Open("figcaption").Element("p", instruction, ("class", "prompt"));
        if (own is not null)
            html.Element("p", $"own {own:0.00}, crossed {crossed:0.00}", ("class", "note"));
        html.Close("figcaption").Close("figure");
    }
}
