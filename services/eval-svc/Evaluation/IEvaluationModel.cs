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
    /// <summary>A hash of all that decides what the model draws: equal for equal models, wherever they lie.</summary>
    Task<string> IdentifyAsync(ModelSource source, CancellationToken cancellationToken);

    Task<IEvaluationModel> LoadAsync(ModelSource source, CancellationToken cancellationToken);
}
