using System.Globalization;
using InstructEngine.Demo.Checking;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Draws prompts with trained weights and has the checker read the pictures.</summary>
internal sealed class Evaluations(Workshop workshop, ModelFolder model, Artist artist)
{
    /// <param name="weights">A file of the weights' folder, or <see cref="Artist.BaseWeights"/>.</param>
    public Unit<PromptScores> Unit(string name, string weights, PromptSet prompts, double guidance)
    {
        var id = ContentIds.Create(
            "evaluation-1", model.Hash, weights, prompts.Id, guidance.ToString(CultureInfo.InvariantCulture), $"{artist.SamplerSteps}");
        return new Unit<PromptScores>(
            "evaluation", id, FormattableString.Invariant($"{name}, guidance {guidance}, {prompts.Name}"), () => Task.FromResult(Measure(weights, prompts, guidance)));
    }

    /// <returns>Null for weights that are null.</returns>
    public async Task<IReadOnlyList<PromptScores?>> CompleteAsync(
        string what, PromptSet prompts, IReadOnlyList<(string Name, string? Weights, double Guidance)> wanted)
    {
        var units = wanted.Where(one => one.Weights is not null).Select(one => Unit(one.Name, one.Weights!, prompts, one.Guidance)).ToArray();
        var results = units.Zip(await workshop.CompleteAsync(what, units)).DistinctBy(pair => pair.First.Id).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        return [.. wanted.Select(one => one.Weights is null ? null : results[Unit(one.Name, one.Weights, prompts, one.Guidance).Id])];
    }

    private PromptScores Measure(string weights, PromptSet prompts, double guidance)
    {
        var began = OwnProcess.CpuSeconds();
        var scores = prompts.Images.Chunk(EvaluationPlan.BatchSize)
            .SelectMany(batch => batch.Zip(artist.Draw(weights, batch, guidance), Score))
            .ToArray();
        return new PromptScores(
            [.. scores.Select(score => score.Right)], [.. scores.Select(score => score.Psnr)], [.. scores.Select(score => score.Lattice)], OwnProcess.CpuSeconds() - began);
    }

    private static (int Right, double Psnr, double Lattice) Score(PlannedImage planned, RgbImage image)
    {
        var rgb = image.Rgb.Span;
        var match = SceneChecker.Matches(rgb, planned.Prompt.Asked!);
        var clean = SceneQuality.NearestClean(rgb);
        var right = SceneAttributes.All.Where(match.IsRight).Sum(attribute => 1 << (int)attribute);
        return (right, Math.Round(SceneQuality.Psnr(rgb, clean), 3), Math.Round(SceneLattice.Amplitude(rgb, clean), 3));
    }
}
