using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Scoring;

/// <summary>Scores images of a suite's prompts. Called from several threads at once.</summary>
public interface IImageScorer
{
    /// <summary>What it measures; the first is the headline.</summary>
    IReadOnlyList<ScorerDescription> Scorers { get; }

    ImageScores Score(SuitePrompt prompt, RgbImage image);
}
