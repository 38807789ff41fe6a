using System.Text;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Output;

/// <summary>The result as a table for a terminal, a log or a mail: plain text.</summary>
internal static class ResultTable
{
    public static string Of(RunSummary summary)
    {
        var text = new StringBuilder();
        text.AppendLine($"Run {summary.Spec.Name} ({summary.RunId}), {summary.ElapsedSeconds:0} s");
        if (summary.Spec.Until is not null)
            WriteMade(text, summary);
        else
            text.AppendLine(
                $"{summary.Taxonomy.Themes} themes, {summary.Taxonomy.Subtopics} subtopics; {summary.Triples?.Created} triples; "
                + $"{summary.Pairs?.Rendered} pairs kept, {summary.Pairs?.Rejected} rejected; {summary.Training?.Steps} steps, loss {summary.Training?.Loss:0.000}");
        if (summary.Corpus is { OutsideWorld: > 0 } corpus)
        {
            text.AppendLine(
                $"{corpus.OutsideWorld} of {corpus.Sampled} sampled prompts and {summary.Taxonomy.OutsideSubtopics} subtopics lie outside what the renderer can draw: "
                + "they are in the report, and got no instructions");
        }

        if (summary.DatasetHash is { } hash)
            text.AppendLine($"dataset {hash}");
        if (summary.Evaluation is { } evaluation)
            WriteScores(text, evaluation);
        return text.ToString();
    }

    /// <summary>What a run made that was to end before its training.</summary>
    private static void WriteMade(StringBuilder text, RunSummary summary)
    {
        text.AppendLine($"  {"",-14}{"made",9}{"rejected",10}");
        text.AppendLine($"  {"themes",-14}{summary.Taxonomy.Themes,9}");
        text.AppendLine($"  {"subtopics",-14}{summary.Taxonomy.Subtopics,9}");
        if (summary.Triples is { } triples)
            text.AppendLine($"  {"triples",-14}{triples.Created,9}{triples.Rejected,10}");
        if (summary.Pairs is { } pairs)
            text.AppendLine($"  {"image pairs",-14}{pairs.Rendered,9}{pairs.Rejected,10}");
    }

    private static void WriteScores(StringBuilder text, EvaluationSummary evaluation)
    {
        text.AppendLine();
        Write(text, $"{evaluation.Prompts} prompts at guidance {evaluation.GuidanceScale:0.##}", evaluation.Scores);
        if (evaluation.AtBestBaseGuidance.GuidanceScale != evaluation.GuidanceScale)
        {
            text.AppendLine();
            Write(text, $"at guidance {evaluation.AtBestBaseGuidance.GuidanceScale:0.##}, the base's best", evaluation.AtBestBaseGuidance.Scores);
        }
    }

    private static void Write(StringBuilder text, string caption, IReadOnlyDictionary<string, ScoreSummary> scores)
    {
        text.AppendLine($"{caption,-34}{"base",9}{"aligned",9}{"gain",9}  {"95 % interval",-19}{"win rate",8}");
        foreach (var (scorer, score) in scores)
        {
            var settled = score.Ci95 is [> 0, _] or [_, < 0] ? "*" : " ";
            var interval = score.Ci95 is [var low, var high] ? $"{low:+0.000;-0.000;0.000} to {high:+0.000;-0.000;0.000}" : "too few prompts";
            text.AppendLine(
                $"  {scorer,-32}{score.Base,9:0.000}{score.Aligned,9:0.000}{score.Difference,9:+0.000;-0.000;0.000}{settled} "
                + $"{interval,-19}{score.WinRate,8:0.000}");
        }

        text.AppendLine("  * the interval of the gain excludes zero");
    }
}
