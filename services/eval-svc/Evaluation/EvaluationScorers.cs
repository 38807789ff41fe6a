using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.Scoring;
using InstructEngine.Storage.Content;
using static TorchSharp.torch;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Loads the scorers that a spec names.</summary>
internal sealed class EvaluationScorers(ModelRoot root)
{
    /// <summary>Of the scorers' own code: raised when an equal model would score differently.</summary>
    private const string Version = "1";

    private static readonly IReadOnlyList<ScorerSpec> Usual = [new(ImageScorers.Demo)];

    /// <exception cref="RunFailureException">A scorer is not known, or its folder cannot be used.</exception>
    public LoadedScorers Load(EvaluationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var loaded = new List<IdentifiedScorer>();
        try
        {
            foreach (var scorer in spec.Scorers ?? Usual)
                loaded.Add(Load(scorer));
            return new LoadedScorers(loaded);
        }
        catch
        {
            new LoadedScorers(loaded).Dispose();
            throw;
        }
    }

    private IdentifiedScorer Load(ScorerSpec spec)
    {
        try
        {
            if (spec.Model is not { } model)
                return new(ImageScorers.Load(spec.Name), ContentIds.Create("scorer", Version, spec.Name));

            TorchRuntime.EnsureLoaded();
            var folder = Path.IsPathRooted(model) ? model : root.Resolve(model);
            var precision = spec.Precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32;
            var scorer = ImageScorers.Load(spec.Name, folder, precision, cuda.is_available() ? CUDA : CPU);
            return new(scorer, ContentIds.Create("scorer", Version, spec.Name, FolderHash.Of(folder), precision.ToString()));
        }
        catch (Exception exception) when (exception is InvalidDataException or ModelConfigException or SafetensorsException or IOException or ArgumentException)
        {
            throw new RunFailureException($"The scorer '{spec.Name}' cannot be loaded{(spec.Model is null ? "" : $" from '{spec.Model}'")}: {exception.Message}", exception);
        }
    }
}
