using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring.Demo;

/// <summary>Reads the demo world's attributes back from the pixels and compares them with what the prompt asks for.</summary>
public sealed class DemoScorer : IImageScorer
{
    public const string AllCorrect = "all-correct";

    public const string PictureQuality = "picture-quality";

    public string Name => "demo";

    public IReadOnlyList<ScorerDescription> Scorers { get; } =
    [
        new(AllCorrect, "pictures with every asked attribute right"),
        .. SceneAttributes.All.Select(attribute => new ScorerDescription(NameOf(attribute), $"pictures with the asked {NameOf(attribute)}")),
        new(PictureQuality, "likeness to the nearest clean drawing (PSNR)", "dB"),
    ];

    public bool UsesDevice => false;

    public string? WhyNot(string prompt) => ScenePrompt.Parse(prompt).Outside?.Message;

    public string? WhyNot(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image is { Width: SceneRenderer.Size, Height: SceneRenderer.Size }
            ? null
            : $"the demo checker reads {SceneRenderer.Size}×{SceneRenderer.Size} pictures; this one has {image.Width}×{image.Height}.";
    }

    /// <summary>The share of the attributes named in the prompt that are right, 0 to 1.</summary>
    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var readings = new Dictionary<RgbImage, SceneReading>();
        return [.. images.Select(scored => new SceneMatch(Said(scored), Read(scored.Image, readings)).Score)];
    }

    public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var readings = new Dictionary<RgbImage, SceneReading>();
        return [.. images.Select(scored => Score(scored, Read(scored.Image, readings)))];
    }

    private static ImageScores Score(ScoredImage scored, SceneReading reading)
    {
        // A whole scene that leaves its look or form unsaid asks for the usual one.
        var said = Said(scored);
        var match = new SceneMatch(said.Complete()?.AsPartial() ?? said, reading);
        var values = new Dictionary<string, double>
        {
            [AllCorrect] = match.AllCorrect ? 1 : 0,
            [PictureQuality] = SceneQuality.PsnrToNearestClean(scored.Image.Rgb.Span),
        };
        foreach (var attribute in SceneAttributes.All)
            values[NameOf(attribute)] = match.IsRight(attribute) ? 1 : 0;

        return new ImageScores(values, [.. match.Asked.Said().Select(attribute => Found(match, attribute))]);
    }

    private static PartialScene Said(ScoredImage scored)
    {
        var parsed = ScenePrompt.Parse(scored.Prompt);
        return parsed.Scene ?? throw new ArgumentException($"'{scored.Prompt}' is outside the demo world: {parsed.Outside?.Message}");
    }

    private static SceneReading Read(RgbImage image, Dictionary<RgbImage, SceneReading> readings)
    {
        if (!readings.TryGetValue(image, out var reading))
            readings[image] = reading = SceneChecker.Read(image.Rgb.Span);
        return reading;
    }

    private static Finding Found(SceneMatch match, SceneAttribute attribute) => new(
        NameOf(attribute),
        SceneAttributes.NameOf(attribute, match.Asked.Ordinal(attribute)!.Value),
        match.Reading.AsPartial().Ordinal(attribute) is { } ordinal ? SceneAttributes.NameOf(attribute, ordinal) : null,
        match.IsRight(attribute));

    private static string NameOf(SceneAttribute attribute) => attribute.ToString().ToLowerInvariant();
}
