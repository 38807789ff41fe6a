using System.Text.Json;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What another person needs to get the same result.</summary>
internal static class SettingsSection
{
    public static void Write(HtmlBuilder html, MadeData data)
    {
        html.Open("section").Element("h2", "To reproduce this");
        html.Element(
            "p",
            data.Summary.Training is null
                ? "The same settings, corpus and models give the same again."
                : "The same settings, corpus and models give the same dataset hash and the same checkpoint on processors of the same kind.");
        html.Open("div", ("class", "wide")).Open("table").Open("tbody");
        Row("Run", data.Summary.RunId);
        if (data.Summary.DatasetHash is { } dataset)
            Row("Dataset hash", dataset);
        Row("Corpus", data.CorpusSha256);
        if (data.RendererHash.Length > 0)
            Row("Renderer weights", data.RendererHash);
        foreach (var (name, hash) in data.ModelHashes)
            Row(name, hash);
        Row("InstructEngine", data.ProductVersion);
        html.Close("tbody").Close("table").Close("div");
        html.Open("details").Element("summary", "The spec: save it as spec.json and give it to run --spec");
        html.Element("pre", JsonSerializer.Serialize(data.Summary.Spec, SummaryJson.Options)).Close("details");
        html.Element("p", "Method: InstructEngine: Instruction-driven Text-to-Image Alignment, arXiv 2504.10329.", ("class", "note"));
        html.Close("section");

        void Row(string name, string value) =>
            html.Open("tr").Element("th", name, ("scope", "row")).Open("td").Element("code", value).Close("td").Close("tr");
    }
}
