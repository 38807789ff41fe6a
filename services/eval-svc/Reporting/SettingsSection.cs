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
        html.Element("pre", CommandLine(data), ("tabindex", "0"));
        FactsTable.Write(html, Facts(data));
        html.Open("details").Element("summary", "spec.json");
        html.Element("pre", JsonSerializer.Serialize(data.Summary.Spec, SummaryJson.Options), ("tabindex", "0")).Close("details");
        html.Element("p", "Method: InstructEngine: Instruction-driven Text-to-Image Alignment, arXiv 2504.10329.", ("class", "note"));
        html.Close("section");
    }

    /// <summary>Of a run in one process; what stands in for the user's own files is in capitals.</summary>
    private static string CommandLine(MadeData data) =>
        "instructengine run --spec spec.json" + (data.CorpusSha256 == MadeData.BuiltInCorpus ? string.Empty : " --prompts PROMPTS.txt");

    private static IEnumerable<(string Name, string Value)> Facts(MadeData data)
    {
        yield return ("Run", data.Summary.RunId);
        if (data.Summary.DatasetHash is { } dataset)
            yield return ("Dataset hash", dataset);
        yield return ("Corpus", data.CorpusSha256);
        if (data.RendererHash.Length > 0)
            yield return ("Renderer weights", data.RendererHash);
        foreach (var fact in data.ModelHashes)
            yield return fact;
        yield return ("InstructEngine", data.ProductVersion);
    }
}
