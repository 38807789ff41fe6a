using System.Text;
using static InstructEngine.EvalService.Reporting.ChartFrame;

namespace InstructEngine.EvalService.Reporting;

/// <summary>
/// Gain over pairs as inline SVG: a dot a run with the interval of its gain, a line through the mean of each number of pairs, and a
/// band from the least to the largest gain where several seeds have about the same number.
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
            var sizes = DataEfficiency.Sizes(runs);
            WriteBand(html, frame, sizes, factor, style);
            WriteMeans(html, frame, sizes, factor, style);
            foreach (var size in sizes)
                WriteRuns(html, frame, size, factor, style);
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

    private static void WriteBand(HtmlBuilder html, ChartFrame frame, IReadOnlyList<IReadOnlyList<EfficiencyRun>> sizes, int factor, string style)
    {
        if (sizes.All(size => size.Count == 1))
            return;

        var points = sizes.Select(size => (Pairs: Middle(size), Gain: size.Max(run => run.Gain)))
            .Concat(sizes.Reverse().Select(size => (Pairs: Middle(size), Gain: size.Min(run => run.Gain))));
        html.Void("path", ("class", "band " + style), ("d", PathOf(frame, points, factor) + "Z"));
    }

    private static void WriteMeans(HtmlBuilder html, ChartFrame frame, IReadOnlyList<IReadOnlyList<EfficiencyRun>> sizes, int factor, string style) =>
        html.Void("path", ("class", "line " + style), ("d", PathOf(frame, sizes.Select(size => (Middle(size), size.Average(run => run.Gain))), factor)));

    private static double Middle(IReadOnlyList<EfficiencyRun> runs) => runs.Average(run => run.Pairs);

    private static string PathOf(ChartFrame frame, IEnumerable<(double Pairs, double Gain)> points, int factor)
    {
        var path = new StringBuilder();
        foreach (var (pairs, gain) in points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(frame.XOf(pairs))).Append(' ').Append(Number(frame.YOf(factor * gain)));
        return path.ToString();
    }

    private static void WriteRuns(HtmlBuilder html, ChartFrame frame, IReadOnlyList<EfficiencyRun> runs, int factor, string style)
    {
        foreach (var (index, run) in runs.Index())
        {
            // Seeds beside each other, so that no interval hides another.
            var x = Number(frame.XOf(run.Pairs) + (7 * (index - ((runs.Count - 1) / 2.0))));
            if (run.Interval is { } interval)
                html.Void("line", ("class", "whisker " + style), ("x1", x), ("x2", x), ("y1", Number(frame.YOf(factor * interval.Low))), ("y2", Number(frame.YOf(factor * interval.High))));
            html.Open("circle", ("class", "dot " + style), ("cx", x), ("cy", Number(frame.YOf(factor * run.Gain))), ("r", "4"));
            html.Element("title", $"{run.Name}: {run.Pairs} pairs, seed {run.Seed}").Close("circle");
        }
    }
}
