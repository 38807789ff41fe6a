using InstructEngine.Scoring.Aesthetics;
using InstructEngine.Scoring.Clip;
using InstructEngine.Scoring.Demo;
using InstructEngine.Scoring.ImageReward;
using static TorchSharp.torch;

namespace InstructEngine.Scoring;

/// <summary>Scorers by the names that specs give.</summary>
public static class ImageScorers
{
    public const string Demo = "demo";

    public static IReadOnlyList<string> Names { get; } =
        [Demo, ClipScorer.ClipScore, ClipScorer.PickScore, ClipScorer.HpsV21, AestheticScorer.ScorerName, ImageRewardScorer.ScorerName];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">Of the scorer's model; null for one that has none.</param>
    /// <param name="dtype">What a model computes in.</param>
    /// <param name="device">Where a model is; null: the CPU.</param>
    /// <exception cref="ArgumentException">There is no such scorer, or it needs a folder.</exception>
    /// <inheritdoc cref="ClipScorer.Load"/>
    public static IImageScorer Load(string name, string? folder = null, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
            throw new ArgumentException($"There is no scorer '{name}'; expected one of {string.Join(", ", Names)}.", nameof(name));
        if (name == Demo)
            return new DemoScorer();
        if (folder is null)
            throw new ArgumentException($"The scorer '{name}' needs the folder of its model.", nameof(folder));
        return name switch
        {
            AestheticScorer.ScorerName => AestheticScorer.Load(folder, dtype, device),
            ImageRewardScorer.ScorerName => ImageRewardScorer.Load(folder, dtype, device),
            _ => ClipScorer.Load(name, folder, dtype, device),
        };
    }
}
