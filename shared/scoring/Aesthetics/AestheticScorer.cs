using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring.Clip;
using InstructEngine.Scoring.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Scoring.Aesthetics;

/// <summary>
/// LAION's aesthetics predictor v2: the rating, from about 1 to 10, that people would give an image's looks, from its CLIP ViT-L/14 embedding of length 1.
/// It does not look at the prompt.
/// </summary>
public sealed class AestheticScorer : IImageScorer, IImageEmbedder, IHasWeights, IDisposable
{
    public const string ScorerName = "aesthetic";

    /// <summary>The predictor's file beside the CLIP model's: the authors' name, or a plain one.</summary>
    private static readonly string[] s_headNames = ["sac+logos+ava1-l14-linearMSE", "aesthetic"];

    private readonly CLIPVisionModelWithProjection _model;
    private readonly RewardHead _head;
    private readonly CLIPImageProcessor _processor;
    private readonly WeightHashes _hashes;

    private AestheticScorer(CLIPVisionModelWithProjection model, RewardHead head, CLIPImageProcessor processor, WeightHashes hashes) =>
        (_model, _head, _processor, _hashes) = (model, head, processor, hashes);

    public string Name => ScorerName;

    public IReadOnlyList<ScorerDescription> Scorers { get; } = [new(ScorerName, "looks as people rate them, 1 to 10 (LAION aesthetics v2)", "")];

    public bool UsesDevice => true;

    public IReadOnlyDictionary<string, string> WeightHashes => _hashes.Value;

    /// <summary>
    /// Reads a CLIP model in transformers' layout, in the folder or the <c>clip</c> therein, and the predictor beside it
    /// (<c>sac+logos+ava1-l14-linearMSE.safetensors</c> or <c>aesthetic.safetensors</c>).
    /// </summary>
    /// <param name="folder">Of both.</param>
    /// <param name="dtype">What CLIP computes in; the predictor is float32.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; where there are only pickles, the message says how to convert them.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or do not fit each other.</exception>
    public static AestheticScorer Load(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        TorchRuntime.EnsureLoaded();
        var headPath = WeightFile.Find(folder, s_headNames);
        var inside = Path.Combine(folder, "clip");
        var clip = Directory.Exists(inside) ? inside : folder;
        var model = CLIPVisionModelWithProjection.FromClip(clip, dtype, device);
        try
        {
            using var weights = ISafetensors.Open(headPath);

            // openai/CLIP prepares with torchvision, and so did the predictor's authors.
            var processor = PreprocessorConfig.Read(clip, model.Config) with { CropRounding = CropRounding.HalfToEven };
            var clipWeights = Directory.EnumerateFiles(clip, "model*.safetensors").Order(StringComparer.Ordinal);
            return new(model, RewardHead.Load(model.Config.ProjectionDim, weights, device), processor, new([headPath, .. clipWeights]));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public string? WhyNot(string prompt) => null;

    public string? WhyNot(RgbImage image) => CLIPImageProcessor.WhyNot(image);

    public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images) =>
        [.. Fit(images).Select(value => new ImageScores(new Dictionary<string, double> { [Name] = value }, []))];

    /// <summary>The rating, whatever the prompt.</summary>
    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            return [];

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (pictures, pictureOf) = Batches.Distinct(images.Select(scored => scored.Image));
        var ratings = Batches.Rows(pictures, batch => _head.call(Normalised(batch))).data<float>().ToArray();
        return [.. pictureOf.Select(picture => (double)ratings[picture])];
    }

    public float[][] Embed(IReadOnlyList<RgbImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            return [];

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return Batches.ToArrays(Batches.Rows(images, Normalised));
    }

    public void Dispose()
    {
        _model.Dispose();
        _head.Dispose();
    }

    /// <summary>float32 [B, P], of length 1.</summary>
    private Tensor Normalised(RgbImage[] images)
    {
        using var scope = NewDisposeScope();
        var embeds = _model.call(_processor.Process(images).to(_model.parameters().First().device)).ImageEmbeds!.to(ScalarType.Float32);
        return (embeds / embeds.norm(-1, keepdim: true)).MoveToOuterDisposeScope();
    }
}
