using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring.Hps;
using InstructEngine.Scoring.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Scoring.Clip;

/// <summary>
/// The cosine of an image and a prompt in CLIP's space, scaled. Any CLIP folder in transformers' layout will do: ViT-L/14 for the CLIP score as papers
/// give it, PickScore v1 (arXiv 2305.01569) and HPS v2.1 (arXiv 2306.09341) for the preferences of people.
/// </summary>
public sealed class ClipScorer : IImageScorer, IImageEmbedder, IHasWeights, IDisposable
{
    /// <summary>100 × cosine (arXiv 2104.08718; not clamped at 0, so that two bad images still differ).</summary>
    public const string ClipScore = "clip-score";

    /// <summary>Cosine × exp(logit_scale), as PickScore's authors use it.</summary>
    public const string PickScore = "pick-score";

    /// <summary>100 × cosine, as HPS's authors tabulate it; the whole image is looked at, black beside it.</summary>
    public const string HpsV21 = "hps-v2.1";

    private const double Percent = 100;

    private readonly CLIPModel _model;
    private readonly ClipTokenizer _tokenizer;
    private readonly Func<IReadOnlyList<RgbImage>, Tensor> _prepare;
    private readonly WeightHashes _hashes;
    private readonly double _scale;

    private ClipScorer(string name, CLIPModel model, ClipTokenizer tokenizer, Func<IReadOnlyList<RgbImage>, Tensor> prepare, WeightHashes hashes)
    {
        (Name, _model, _tokenizer, _prepare, _hashes) = (name, model, tokenizer, prepare, hashes);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _scale = name == PickScore ? ModelWeights.Tensors(model)["logit_scale"].to(ScalarType.Float64).exp().cpu().item<double>() : Percent;
        Scorers =
        [
            new(
                name,
                name switch
                {
                    PickScore => "fit to the prompt as people prefer it (PickScore)",
                    HpsV21 => "fit to the prompt as people prefer it (HPS v2.1, 100 × cosine)",
                    _ => "fit to the prompt (CLIP score, 100 × cosine)",
                },
                ""),
        ];
    }

    public string Name { get; }

    public IReadOnlyList<ScorerDescription> Scorers { get; }

    public bool UsesDevice => true;

    public IReadOnlyDictionary<string, string> WeightHashes => _hashes.Value;

    /// <summary>Reads the model, its tokenizer (in the folder or its <c>tokenizer</c>) and, where there is one, <c>preprocessor_config.json</c>.</summary>
    /// <param name="name"><see cref="ClipScore"/>, <see cref="PickScore"/> or <see cref="HpsV21"/>.</param>
    /// <param name="folder">
    /// A CLIP model in transformers' layout, safetensors; of HPS also the authors' checkpoint in open_clip's naming
    /// (<c>HPS_v2.1_compressed.safetensors</c>), which needs no config.
    /// </param>
    /// <param name="dtype">What the model computes in; cosines are float32.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="InvalidDataException">A file is damaged, the parts do not fit each other, or the weights are another version's; the message names it.</exception>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; where there are only pickles, the message says how to convert them.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static ClipScorer Load(string name, string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        if (name is not (ClipScore or PickScore or HpsV21))
            throw new ArgumentException($"'{name}' is no score of a CLIP model; {ClipScore}, {PickScore} or {HpsV21} is wanted.", nameof(name));

        TorchRuntime.EnsureLoaded();
        var hps = name == HpsV21 ? HpsFolder.FindWeights(folder) : null;
        var model = hps is null ? CLIPModel.FromPretrained(folder, dtype, device) : CLIPModel.FromWeights(hps, HpsFolder.ReadConfig(folder), dtype, device);
        try
        {
            var tokenizer = ClipTokenizerFolder.Read(folder, model.Config);
            return new ClipScorer(
                name, model, tokenizer, Preparation(name, folder, model.Config.VisionConfig), hps is null ? Scoring.Weights.WeightHashes.OfFolder(folder) : new([hps]));
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

    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            return [];

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = _model.parameters().First().device;
        var (pictures, pictureOf) = Batches.Distinct(images.Select(scored => scored.Image));
        var (prompts, promptOf) = Batches.Distinct(images.Select(scored => scored.Prompt));
        var imageEmbeds = EmbedImages(pictures);
        var textEmbeds = Batches.Rows(prompts, batch => _model.EmbedTexts(_tokenizer.Encode(batch).to(device)));
        var cosines = (imageEmbeds[tensor(pictureOf)] * textEmbeds[tensor(promptOf)]).sum(-1);
        return [.. cosines.data<float>().ToArray().Select(cosine => cosine * _scale)];
    }

    public float[][] Embed(IReadOnlyList<RgbImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            return [];

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return Batches.ToArrays(EmbedImages(images));
    }

    public void Dispose() => _model.Dispose();

    private Tensor EmbedImages(IReadOnlyList<RgbImage> images)
    {
        var device = _model.parameters().First().device;
        return Batches.Rows(images, batch => _model.EmbedImages(_prepare(batch).to(device)));
    }

    private static Func<IReadOnlyList<RgbImage>, Tensor> Preparation(string name, string folder, ClipVisionConfig vision) =>
        name == HpsV21 ? new PaddedImageProcessor { Size = vision.ImageSize }.Process : PreprocessorConfig.Read(folder, vision).Process;
}
