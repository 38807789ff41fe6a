using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Some of the pairs that the model was aligned on.</summary>
internal static class ExamplePairsSection
{
    public static void Write(HtmlBuilder html, MadeData data)
    {
        var pairs = data.Summary.Pairs!;
        html.Open("section").Element("h2", "Training pairs");
        html.Element("p", $"{pairs.Rendered} pairs passed the check, {pairs.Rejected} were rejected. Each image was made for its own instruction and fits it better than the other's.");
        html.Open("div", ("class", "cards"));
        foreach (var pair in data.ExamplePairs)
            WritePair(html, data, pair);
        html.Close("div").Close("section").NewLine();
    }

    private static void WritePair(HtmlBuilder html, MadeData data, ImagePairRendered pair)
    {
        html.Open("article").Open("p").Element("span", NameOf(pair.Dimension), ("class", "tag")).Text(" ").Foreign("bdi", pair.Base).Close("p");
        html.Open("div", ("class", "sides"));
        WriteSide(html, data, "preferred", pair.Preferred, pair.PreferredImage);
        WriteSide(html, data, "dispreferred", pair.Dispreferred, pair.DispreferredImage);
        html.Close("div").Close("article");
    }

    private static void WriteSide(HtmlBuilder html, MadeData data, string side, string instruction, RenderedImage image)
    {
        html.Open("figure");
        ReportImage.Write(html, data.Images, image.Blob, side + " image");
        html.Open("figcaption").Element("strong", side).Foreign("p", instruction);
        html.Element("p", $"fits its own instruction {image.OwnScore:0.00}, the other {image.OtherScore:0.00}", ("class", "note"));
        html.Close("figcaption").Close("figure");
    }

    internal static string NameOf(Dimension dimension) => dimension switch
    {
        Dimension.ContentConsistency => "content consistency",
        Dimension.Counterfactual => "counterfactual",
        _ => "aesthetics",
    };
}
