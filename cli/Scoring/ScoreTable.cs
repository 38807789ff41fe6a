using System.Globalization;
using System.Text;
using InstructEngine.Cli.Output;

namespace InstructEngine.Cli.Scoring;

/// <summary>The figures for a terminal or a log.</summary>
internal static class ScoreTable
{
    private const int ShownOfHash = 16;

    public static string Of(ScoreReport report)
    {
        var names = report.Means.Keys.ToList();
        var width = Math.Max(4, report.Images.Max(image => Shown(image).Length));
        var text = new StringBuilder().Append(' ', width);
        foreach (var name in names)
            text.Append("  ").Append(name);
        text.Append('\n');
        foreach (var image in report.Images.Where(image => image.Scores is not null))
            Row(text, Shown(image).PadRight(width), names, image.Scores!);
        Row(text, "mean".PadRight(width), names, report.Means);
        foreach (var (name, count) in report.NotNumbers.Where(entry => entry.Value > 0))
            text.Append(CultureInfo.InvariantCulture, $"{name} gave {count} of the images no number; the mean leaves them out.\n");
        foreach (var (scorer, files) in report.Weights)
        {
            foreach (var (file, hash) in files)
                text.Append(CultureInfo.InvariantCulture, $"{scorer}: {file} sha256 {hash[..ShownOfHash]}\n");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string caption, List<string> names, IReadOnlyDictionary<string, double?> values)
    {
        text.Append(caption);
        foreach (var name in names)
        {
            var shown = values[name] is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "-";
            text.Append("  ").Append(shown.PadLeft(name.Length));
        }

        text.Append('\n');
    }

    private static string Shown(ScoredFile image) => DisplayText.Of(Path.GetFileName(image.File));
}
