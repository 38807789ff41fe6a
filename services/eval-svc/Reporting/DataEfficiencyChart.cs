using System.Text;
using static InstructEngine.EvalService.Reporting.ChartFrame;

namespace InstructEngine.EvalService.Reporting;

/// <summary>
/// Gain over pairs as inline SVG: a dot a run with the interval of its gain, a line through the mean of each number of pairs, and a
/// band from the least to the largest gain where several seeds share a number.
/// </summary>
internal static class DataEfficiencyChart
{
    private static readonly string[] Styles = ["first", "second", "third", "fourth"];

    public static void Write(HtmlBuilder html, DataEfficiency data)
    {
        var factor = data.Scorer.Unit is null ? 100 : 1;
        var frame = new ChartFrame(
            ChartAxis.Through("image pairs in the dataset", [.. data.Runs.Select(run => run.Pairs)]),
            ChartAxis.For(Label(data), data.Runs.SelectMany(run => new[] { run.Gain, run.Interval?.Low ?? run.Gain, run.Interval?.High ?? run.Gain }.Select(gain => factor * gain)), 0));
        Open(html, "Gain by the number of image pairs");
        frame.WriteAxes(html);
        frame.WriteReference(html, (0, string.Empty));
        var series = data.Series.Select((runs, index) => (Name: runs.Key, Style: Styles[index % Styles.Length], Runs: runs.ToArray())).ToArray();
        if (series.Length > 1)
            WriteLegend(html, series.Select(line => (Short(line.Name), line.Style)));
        foreach (var (_, style, runs) in series)
        {
            WriteBand(html, frame, runs, factor, style);
            WriteMeans(html, frame, runs, factor, style);
            WriteRuns(html, frame, runs, factor, style);
        }

        html.Close("svg");
    }

    private static string Label(DataEfficiency data) => data.Scorer.Unit switch
    {
        null => "gain, points",
        "" => "gain",
        var unit => $"gain, {unit}",
    };

    private static string Short(string name) => name.Length <= 28 ? name : name[..27] + "…";

    private static void WriteBand(HtmlBuilder html, ChartFrame frame, EfficiencyRun[] runs, int factor, string style)
    {
        var counts = runs.GroupBy(run => run.Pairs).OrderBy(group => group.Key).ToArray();
        if (counts.All(group => group.Count() == 1))
            return;

        var path = new StringBuilder();
        foreach (var group in counts)
            Append(group.Key, group.Max(run => run.Gain));
        foreach (var group in counts.Reverse())
            Append(group.Key, group.Min(run => run.Gain));
        html.Void("path", ("class", "band " + style), ("d", path.Append('Z').ToString()));

        void Append(long pairs, double gain) =>
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(frame.XOf(pairs))).Append(' ').Append(Number(frame.YOf(factor * gain)));
    }

    private static void WriteMeans(HtmlBuilder html, ChartFrame frame, EfficiencyRun[] runs, int factor, string style)
    {
        var path = new StringBuilder();
        foreach (var group in runs.GroupBy(run => run.Pairs).OrderBy(group => group.Key))
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(frame.XOf(group.Key))).Append(' ').Append(Number(frame.YOf(factor * group.Average(run => run.Gain))));
        html.Void("path", ("class", "line " + style), ("d", path.ToString()));
    }

    private static void WriteRuns(HtmlBuilder html, ChartFrame frame, EfficiencyRun[] runs, int factor, string style)
    {
        foreach (var group in runs.GroupBy(run => run.Pairs))
        {
            var count = group.Count();
            foreach (var (index, run) in group.Index())
            {
                // Seeds beside each other, so that no interval hides another.
                var x = Number(frame.XOf(run.Pairs) + (7 * (index - ((count - 1) / 2.0))));
                if (run.Interval is { } interval)
                    html.Void("line", ("class", "whisker " + style), ("x1", x), ("x2", x), ("y1", Number(frame.YOf(factor * interval.Low))), ("y2", Number(frame.YOf(factor * interval.High))));
                html.Open("circle", ("class", "dot " + style), ("cx", x), ("cy", Number(frame.YOf(factor * run.Gain))), ("r", "4"));
                html.Element("title", $"{run.Name}: {run.Pairs} pairs, seed {run.Seed}").Close("circle");
            }
        }
    }
}
