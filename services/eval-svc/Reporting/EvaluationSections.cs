namespace InstructEngine.EvalService.Reporting;

/// <summary>What was measured and what it looks like, in the order of every report.</summary>
internal static class EvaluationSections
{
    public static void Write(HtmlBuilder html, ComparedModels models)
    {
        ResultsSection.Write(html, models);
        CategorySection.Write(html, models);
        CautionSection.Write(html, models);
        ComparisonSection.Write(html, models);
    }
}
