using System.Globalization;
using System.Text;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A line of means with the range of the seeds behind it.</summary>
internal sealed record Band(string Name, IReadOnlyList<(int X, double[] Seeds)> Points);

/// <summary>Rates over a number of pairs (on a logarithmic axis) as an SVG that stands alone.</summary>
internal static class BandChart
{
    private const int Width = 560, Height = 320, Left = 56, Right = 16, Top = 48, Bottom = 46;

    private static readonly string[] Colors = ["#2a7f9e", "#c8642d"];

    public static string Svg(string title, IReadOnlyList<Band> bands, double baseRate)
    {
        var (first, last) = (bands[0].Points[0].X, bands[0].Points[^1].X);
        var most = Math.Max(0.05, Math.Ceiling(20 * bands.SelectMany(band => band.Points).SelectMany(point => point.Seeds).Append(baseRate).Max()) / 20);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n<text x=\"{Left}\" y=\"18\" font-size=\"14\">{title}</text>\n");
        for (var tick = 0; tick <= 5; tick++)
        {
            var rate = most * tick / 5;
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(rate):0.#}\" y2=\"{Y(rate):0.#}\" stroke=\"#ddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(rate) + 4:0.#}\" text-anchor=\"end\">{100 * rate:0} %</text>\n");
        }

        foreach (var (x, _) in bands[0].Points)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(x):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{x}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">training pairs</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(baseRate):0.#}\" y2=\"{Y(baseRate):0.#}\" stroke=\"#666\" stroke-dasharray=\"5 4\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right - 4}\" y=\"{Y(baseRate) - 5:0.#}\" text-anchor=\"end\" fill=\"#666\">base</text>\n");
        foreach (var (index, band) in bands.Index())
        {
            var color = Colors[index % Colors.Length];
            var upper = band.Points.Select(point => Place(point.X, point.Seeds.Max()));
            var lower = band.Points.Reverse().Select(point => Place(point.X, point.Seeds.Min()));
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', upper.Concat(lower))}\" fill=\"{color}\" fill-opacity=\"0.2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', band.Points.Select(point => Place(point.X, point.Seeds.Average())))}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (220 * index)}\" y=\"38\" fill=\"{color}\">{band.Name}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();

        double X(int pairs) => Left + ((Width - Left - Right - 20) * (first == last ? 0.5 : Math.Log((double)pairs / first) / Math.Log((double)last / first))) + 10;
        double Y(double rate) => Height - Bottom - ((Height - Top - Bottom) * rate / most);
        string Place(int pairs, double rate) => string.Create(CultureInfo.InvariantCulture, $"{X(pairs):0.#},{Y(rate):0.#}");
    }
}
