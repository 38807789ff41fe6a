using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Vision.Blip;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Scoring.ImageReward;

/// <summary>
/// ImageReward v1.0 (arXiv 2304.05977). Its scale is centred: the mean of a model's images is often near 0, so relative gains of it say little. An image
/// is looked at together with its own prompt, and no other.
/// </summary>
public sealed class ImageRewardScorer : IImageScorer, IHasWeights, IDisposable
{
    public const string ScorerName = "image-reward";

    /// <summary>Of tokens with begin and end; what is beyond is cut off, as by the authors.</summary>
    private const int TextLength = 35;

    private static readonly string[] s_names = ["ImageReward", "model"];

    private readonly ImageRewardModel _model;
    private readonly BertTextTokenizer _tokenizer;
    private readonly CLIPImageProcessor _processor;
    private readonly WeightHashes _hashes;

    private ImageRewardScorer(ImageRewardModel model, BertTextTokenizer tokenizer, string path)
    {
        (_model, _tokenizer, _hashes) = (model, tokenizer, new([path]));

        // The authors prepare with torchvision.
        _processor = new() { Size = model.Config.ImageSize, CropRounding = CropRounding.HalfToEven };
    }

    public string Name => ScorerName;

    public IReadOnlyList<ScorerDescription> Scorers { get; } = [new(ScorerName, "fit to the prompt as people prefer it (ImageReward, centred at 0)", "")];

    public bool UsesDevice => true;

    public IReadOnlyDictionary<string, string> WeightHashes => _hashes.Value;

    /// <summary>Reads <c>ImageReward.safetensors</c> (or <c>model.safetensors</c>) in the authors' naming, and <c>vocab.txt</c> of bert-base-uncased.</summary>
    /// <param name="folder">Of both.</param>
    /// <param name="dtype">What BLIP computes in; the head is float32.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="InvalidDataException">The vocabulary is missing, damaged, or another model's.</exception>
    /// <exception cref="FileNotFoundException">The weights are missing; where there are only pickles, the message says how to convert them.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or another model's.</exception>
    public static ImageRewardScorer Load(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        TorchRuntime.EnsureLoaded();
        var path = WeightFile.Find(folder, s_names);
        var tokenizer = BertTextTokenizer.FromPretrained(folder);
        var model = ImageRewardModel.Load(path, dtype, device);
        if (tokenizer.VocabSize <= model.Config.VocabSize && model.Config.MaxPositions >= TextLength)
            return new(model, tokenizer, path);

        var config = model.Config;
        model.Dispose();
        throw new InvalidDataException(
            $"{Path.Combine(folder, BertTextTokenizer.FileName)}: {tokenizer.VocabSize} tokens and texts of {TextLength} do not fit {Path.GetFileName(path)}, "
            + $"which has {config.VocabSize} tokens and {config.MaxPositions} places.");
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
        var (pairs, pairOf) = Batches.Distinct(images);
        var rewards = Batches.Rows(pairs, Rewards).data<float>().ToArray();
        return [.. pairOf.Select(pair => (double)rewards[pair])];
    }

    public void Dispose() => _model.Dispose();

    private Tensor Rewards(ScoredImage[] pairs)
    {
        using var scope = NewDisposeScope();
        var (pictures, pictureOf) = Batches.Distinct(pairs.Select(pair => pair.Image));
        var seen = _model.EncodeImages(_processor.Process(pictures));
        var (ids, mask) = _tokenizer.Encode([.. pairs.Select(pair => pair.Prompt)], TextLength);
        return _model.Rewards(ids, mask, seen.index_select(0, tensor(pictureOf).to(seen.device))).MoveToOuterDisposeScope();
    }
}
