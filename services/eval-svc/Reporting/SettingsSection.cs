using System.Text.Json;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What another person needs to get the same result.</summary>
internal static class SettingsSection
{
    public static void Write(HtmlBuilder html, ReportData data)
    {
        html.Open("section").Element("h2", "To reproduce this");
        html.Element("p", "The same settings, corpus and models give the same dataset hash and the same checkpoint on processors of the same kind.");
        html.Open("div", ("class", "wide")).Open("table").Open("tbody");
        Row("Run", data.Summary.RunId);
        Row("Dataset hash", data.Summary.DatasetHash);
        Row("Corpus", data.CorpusSha256);
        Row("Renderer weights", data.RendererHash);
        Row("Reference weights", data.Checkpoint.ReferenceHash);
        Row("Aligned weights", data.Checkpoint.CheckpointHash);
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
