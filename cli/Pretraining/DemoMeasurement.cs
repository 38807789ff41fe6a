using System.Globalization;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Draws held-out prompts with a checkpoint and counts what the checker finds right.</summary>
internal sealed record DemoMeasurement(string Model, double GuidanceScale, int Images, IReadOnlyDictionary<SceneAttribute, int> Right, int AllRight)
{
    private const int BatchSize = 32;
    private const int SheetColumns = 8;
    private const int SheetImages = 48;

    public static DemoMeasurement Run(string folder, int images, double guidanceScale, long seed, string? sheetPath = null, int steps = 15)
    {
        using var pipeline = TextToImagePipeline.FromPretrained(folder);
        var random = new DemoRandom(Seeds.Of(seed, "measure", 0));
        var scenes = Enumerable.Range(0, images).Select(_ => SceneSampler.HeldOut(random)).ToList();
        var captions = scenes.Select(s => CaptionGrammar.Write(s, random)).ToList();
        var matches = new List<SceneMatch>();
        var sheet = new List<(string Caption, byte[] Rgb, bool Right)>();
        for (var at = 0; at < images; at += BatchSize)
        {
            var count = Math.Min(BatchSize, images - at);
            var requests = Enumerable.Range(at, count).Select(i => new ImageRequest(captions[i], null, Seeds.Of(seed, "measure-noise", i))).ToList();
            var drawn = pipeline.Generate(
                requests,
                new GenerationSettings { Steps = steps, GuidanceScale = guidanceScale, Width = SceneRenderer.Size, Height = SceneRenderer.Size });
            for (var i = 0; i < count; i++)
            {
                matches.Add(SceneChecker.Matches(drawn[i].Rgb.Span, scenes[at + i]));
                if (sheet.Count < SheetImages)
                {
                    sheet.Add((captions[at + i], drawn[i].Rgb.ToArray(), matches[^1].AllCorrect));
                }
            }
        }

        if (sheetPath is not null)
        {
            ContactSheet.Write(sheetPath, sheet, SheetColumns);
        }

        return new DemoMeasurement(
            Path.GetFileName(folder), guidanceScale, images,
            SceneAttributes.All.ToDictionary(a => a, a => matches.Count(m => m.IsRight(a))),
            matches.Count(m => m.AllCorrect));
    }

    public override string ToString() =>
        $"guidance {GuidanceScale.ToString(CultureInfo.InvariantCulture)}, n = {Images}: all-correct {Share(AllRight)}; "
        + string.Join(", ", Right.Select(r => $"{r.Key.ToString().ToLowerInvariant()} {Share(r.Value)}"));

    private string Share(int right)
    {
        var (low, high) = WilsonInterval(right, Images);
        return $"{(double)right / Images:F3} [{low:F3}, {high:F3}]";
    }

    /// <summary>The 95 % interval of a share (Wilson, 1927).</summary>
    internal static (double Low, double High) WilsonInterval(int right, int count)
    {
        const double z = 1.959964;
        var p = (double)right / count;
        var denominator = 1 + (z * z / count);
        var centre = (p + (z * z / (2 * count))) / denominator;
        var half = z * Math.Sqrt((p * (1 - p) / count) + (z * z / (4.0 * count * count))) / denominator;
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
