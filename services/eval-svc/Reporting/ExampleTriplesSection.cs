using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Some of the instructions, where there are no images to show with them.</summary>
internal static class ExampleTriplesSection
{
    public static void Write(HtmlBuilder html, IReadOnlyList<InstructionTripleCreated> triples)
    {
        if (triples.Count == 0)
            return;

        html.Open("section").Element("h2", "Instructions").Open("div", ("class", "cards"));
        foreach (var triple in triples)
        {
            html.Open("article").Open("p").Element("span", ExamplePairsSection.NameOf(triple.Dimension), ("class", "tag")).Text(" ").Foreign("bdi", triple.Base).Close("p");
            html.Open("p").Element("strong", "preferred").Text(" ").Foreign("bdi", triple.Preferred).Close("p");
            html.Open("p").Element("strong", "dispreferred").Text(" ").Foreign("bdi", triple.Dispreferred).Close("p").Close("article");
        }

        html.Close("div").Close("section").NewLine();
    }
}
