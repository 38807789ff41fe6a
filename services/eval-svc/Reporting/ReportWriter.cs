using System.Text;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Writes <c>report.html</c>: one file without scripts or outside references, so that it opens anywhere and can be mailed.</summary>
internal static class ReportWriter
{
    public static byte[] Write(ReportData data)
    {
        var html = PageFrame.Open($"InstructEngine: {data.Summary.Spec.Name}");
        HeadlineSection.Write(html, $"Run “{data.Summary.Spec.Name}”", data.Models);
        WriteSections(html, data);
        return Encoding.UTF8.GetBytes(PageFrame.Close(html));
    }

    /// <summary>All but the head and the headline.</summary>
    internal static void WriteSections(HtmlBuilder html, ReportData data)
    {
        EvaluationSections.Write(html, data.Models);
        TrainingSection.Write(html, data);
        ExamplePairsSection.Write(html, data);
        TaxonomySection.Write(html, data);
        CorpusSection.Write(html, data);
        SettingsSection.Write(html, data);
    }
}
