using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Images;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>A model under evaluation. Draws from several threads at once.</summary>
internal interface IEvaluationModel : IDisposable
{
    /// <summary>One image for each prompt and seed, in order; drawn as one batch.</summary>
    IReadOnlyList<RgbImage> Draw(IReadOnlyList<PlannedImage> images, double guidanceScale, int steps);
}

/// <summary>Loads the two sides of a comparison.</summary>
internal interface IEvaluationModels
{
    /// <param name="folder">The base model's folder, relative to the models root.</param>
    Task<IEvaluationModel> LoadAsync(EvaluatedModel side, string folder, EpochCompleted checkpoint, CancellationToken cancellationToken);
}
