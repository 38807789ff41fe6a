using System.Text;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Evaluation;

/// <summary>The figures as a table for a terminal, a log or a mail: plain text.</summary>
internal static class EvalTable
{
    public static string Of(EvalResults results)
    {
        var text = new StringBuilder();
        var evaluation = results.Evaluation;
        var caption = $"{evaluation.Suite}, {evaluation.Prompts} prompts × {evaluation.ImagesPerPrompt}, guidance {evaluation.GuidanceScale:0.##}";
        if (results.Aligned is null)
        {
            WriteAlone(text, caption, evaluation);
            return text.ToString();
        }

        text.AppendLine($"{caption,-44}{"base",10}{"aligned",10}{"gain",10}{"relative",10}  {"95 % interval",-21}{"win rate",8}");
        Write(text, "", evaluation.Scores);
        foreach (var category in evaluation.Categories ?? [])
            Write(text, $"{category.Category} ({category.Prompts})", category.Scores);
        Write(text, "beside the scores", evaluation.Beside ?? new Dictionary<string, ScoreSummary>());
        if (evaluation.AtBestBaseGuidance.GuidanceScale != evaluation.GuidanceScale)
            Write(text, $"at guidance {evaluation.AtBestBaseGuidance.GuidanceScale:0.##}, the base's best", evaluation.AtBestBaseGuidance.Scores);

        text.AppendLine("  * the interval of the gain excludes zero; ties are half a win");
        WriteAverage(text, evaluation);
        foreach (var excluded in evaluation.Excluded ?? [])
            text.AppendLine($"  {excluded.Scorer}: {excluded.Images} images a side had no number and were left out, and with them {excluded.Prompts} prompts");
        return text.ToString();
    }

    private static void WriteAlone(StringBuilder text, string caption, EvaluationSummary evaluation)
    {
        text.AppendLine($"{caption,-44}{"mean",10}");
        foreach (var (scorer, score) in evaluation.Scores)
            text.AppendLine($"  {scorer,-42}{score.Base,10:0.0000}");
        foreach (var category in evaluation.Categories ?? [])
        {
            text.AppendLine($"{category.Category} ({category.Prompts})");
            foreach (var (scorer, score) in category.Scores)
                text.AppendLine($"  {scorer,-42}{score.Base,10:0.0000}");
        }
    }

    private static void Write(StringBuilder text, string caption, IReadOnlyDictionary<string, ScoreSummary> scores)
    {
        if (scores.Count > 0 && caption.Length > 0)
            text.AppendLine(caption);
        foreach (var (scorer, score) in scores)
        {
            var settled = score.Ci95 is [> 0, _] or [_, < 0] ? "*" : " ";
            var interval = score.Ci95 is [var low, var high] ? $"{low:+0.0000;-0.0000;0.0000} to {high:+0.0000;-0.0000;0.0000}" : "too few prompts";
            var relative = score.RelativeGain is { } gain ? $"{100 * gain:+0.0;-0.0;0.0} %" : "base is 0";
            text.AppendLine(
                $"  {scorer,-42}{score.Base,10:0.0000}{score.Aligned,10:0.0000}{score.Difference,10:+0.0000;-0.0000;0.0000}{relative,10}{settled} {interval,-21}{score.WinRate,8:0.000}");
        }
    }

    private static void WriteAverage(StringBuilder text, EvaluationSummary evaluation)
    {
        if (evaluation.AverageGain is not { Scorers.Count: > 1 } average)
            return;

        text.AppendLine($"  relative gain of the average over {string.Join(", ", average.Scorers)}: {Percent(average.All)}{Range(average.Ci95)}");
        if (average.NearZero.Count > 0)
            text.AppendLine($"  without {string.Join(", ", average.NearZero)}, whose mean is near zero: {Percent(average.WithoutNearZero)}{Range(average.Ci95WithoutNearZero)}");
    }

    private static string Range(IReadOnlyList<double>? interval) => interval is [var low, var high] ? $" ({Percent(low)} to {Percent(high)})" : "";

    private static string Percent(double? share) => share is { } value ? $"{100 * value:+0.0;-0.0;0.0} %" : "none";
}
