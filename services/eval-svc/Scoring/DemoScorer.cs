using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;

namespace InstructEngine.EvalService.Scoring;

/// <summary>Reads the demo world's attributes back from the pixels and compares them with what the prompt asked for.</summary>
internal sealed class DemoScorer : IImageScorer
{
    public const string AllCorrect = "all-correct";

    public const string PictureQuality = "picture-quality";

    public IReadOnlyList<ScorerDescription> Scorers { get; } =
    [
        new(AllCorrect, "pictures with every asked attribute right"),
        .. SceneAttributes.All.Select(attribute => new ScorerDescription(NameOf(attribute), $"pictures with the asked {NameOf(attribute)}")),
        new(PictureQuality, "likeness to the nearest clean drawing (PSNR)", "dB"),
    ];

    public ImageScores Score(SuitePrompt prompt, RgbImage image)
    {
        if (image.Width != SceneRenderer.Size || image.Height != SceneRenderer.Size)
            throw new RunFailureException($"The suite 'demo' reads {SceneRenderer.Size}×{SceneRenderer.Size} pictures; the model draws {image.Width}×{image.Height}. Use a model of the demo world as training.model.");

        var match = SceneChecker.Matches(image.Rgb.Span, prompt.Asked);
        var read = match.Reading.AsPartial();
        var values = new Dictionary<string, double>
        {
            [AllCorrect] = match.AllCorrect ? 1 : 0,
            [PictureQuality] = SceneQuality.PsnrToNearestClean(image.Rgb.Span),
        };
        var findings = new List<Finding>();
        foreach (var attribute in SceneAttributes.All)
        {
            var right = match.IsRight(attribute);
            values[NameOf(attribute)] = right ? 1 : 0;
            findings.Add(new Finding(
                NameOf(attribute),
                SceneAttributes.NameOf(attribute, prompt.Asked.Ordinal(attribute)),
                read.Ordinal(attribute) is { } ordinal ? SceneAttributes.NameOf(attribute, ordinal) : null,
                right));
        }

        return new ImageScores(values, findings);
    }

    private static string NameOf(SceneAttribute attribute) => attribute.ToString().ToLowerInvariant();
}
