using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What a gain must be read with: measures that no scorer rewards, scores that are missing, and prompts that training saw.</summary>
internal static class CautionSection
{
    private const int LongestExample = 300;

    public static void Write(HtmlBuilder html, ComparedModels models)
    {
        html.Open("section").Element("h2", "Read the scores with this");
        WriteBeside(html, models.Outcome.Headline);
        WriteExcluded(html, models.Outcome.Headline);
        WriteOverlap(html, models.Outcome.Overlap);
        html.Close("section").NewLine();
    }

    private static void WriteBeside(HtmlBuilder html, ModelComparison comparison)
    {
        if (comparison.Beside.Count == 0)
        {
            html.Element("p", "Neither diversity nor grid artefacts were measured.", ("class", "note"));
            return;
        }

        ScoreTable.Write(
            html, "Beside the scores, which can be gamed", "Measure",
            comparison.Beside.Select(measure => (
                new ScorerDescription(measure.Name, measure.Meaning, string.Empty), measure.Name, $"{measure.Meaning}; {(measure.MoreIsBetter ? "more" : "less")} is better", measure.Figures)));
        foreach (var measure in comparison.Beside.Where(measure => measure.Figures.Difference.ExcludesZero && measure.Figures.Gain > 0 != measure.MoreIsBetter))
            html.Element("p", $"The aligned model is worse in {measure.Name}, and the interval excludes zero: a gain in the scores may have been paid for with it.", ("class", "wrong"));
    }

    private static void WriteExcluded(HtmlBuilder html, ModelComparison comparison)
    {
        foreach (var excluded in comparison.Excluded)
        {
            html.Element(
                "p",
                $"{excluded.Scorer}: {Count(excluded.Images, "image")} left out with {(excluded.Images == 1 ? "its" : "their")} counterpart of the other model, as a score was no number"
                + (excluded.Prompts > 0 ? $"; {Count(excluded.Prompts, "prompt")} {(excluded.Prompts == 1 ? "has" : "have")} no figure of it at all." : "."),
                ("class", "wrong"));
        }

        if (comparison.Excluded.Count == 0)
            html.Element("p", "Every score was a number: no image was left out.");
    }

    private static void WriteOverlap(HtmlBuilder html, SuiteOverlap? overlap)
    {
        if (overlap is null)
        {
            html.Element("p", "Whether training saw prompts of the suite is not known: no check was made.", ("class", "note"));
            return;
        }

        var found = overlap.Exact + overlap.Near;
        html.Element(
            "p",
            $"{Count(overlap.Instructions, "instruction")} of the training were compared with the {Count(overlap.Prompts, "prompt")} of the suite “{overlap.Suite}” beforehand: "
            + (found == 0 ? "none repeats one, and none nearly does." : $"{overlap.Exact} repeat one word for word, {overlap.Near} nearly do."),
            ("class", overlap.Exact > 0 ? "wrong" : "plain"));
        if (overlap.Examples.Count == 0)
            return;

        html.Open("details").Element("summary", $"Some of the {found}").Open("ul", ("class", "evidence"));
        foreach (var example in overlap.Examples)
        {
            html.Open("li").Element("span", example.Kind, ("class", "tag")).Text(" ").Foreign("bdi", example.Instruction, LongestExample)
                .Element("small", " against ").Foreign("bdi", example.Prompt, LongestExample).Close("li");
        }

        html.Close("ul").Close("details");
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
