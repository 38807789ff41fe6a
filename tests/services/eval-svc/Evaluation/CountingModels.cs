using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.EvalService.Evaluation;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

/// <summary>Models that draw exact scenes: the aligned one always what was asked, the base with a wrong colour for odd prompts. They count.</summary>
internal sealed class CountingModels : IEvaluationModels
{
    public ConcurrentBag<(EvaluatedModel Side, double GuidanceScale, long Seed)> Drawn { get; } = [];

    /// <summary>Called before each batch; a test may throw here.</summary>
    public Action BeforeBatch { get; set; } = () => { };

    public Task<IEvaluationModel> LoadAsync(EvaluatedModel side, string folder, EpochCompleted checkpoint, CancellationToken cancellationToken) =>
        Task.FromResult<IEvaluationModel>(new Model(this, side));

    private sealed class Model(CountingModels owner, EvaluatedModel side) : IEvaluationModel
    {
        public IReadOnlyList<RgbImage> Draw(IReadOnlyList<PlannedImage> images, double guidanceScale, int steps)
        {
            owner.BeforeBatch();
            var drawn = new List<RgbImage>();
            foreach (var (prompt, _, seed) in images)
            {
                owner.Drawn.Add((side, guidanceScale, seed));
                var wrong = side == EvaluatedModel.Base && prompt.Index % 2 == 1;
                var scene = wrong ? prompt.Asked!.Others(SceneAttribute.Color).First() : prompt.Asked!;
                drawn.Add(new RgbImage(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(scene, seed)));
            }

            return drawn;
        }

        public void Dispose()
        {
        }
    }
}
