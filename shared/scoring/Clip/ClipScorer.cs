using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Scoring.Clip;

/// <summary>
/// The cosine of an image and a prompt in CLIP's space, scaled. Any CLIP folder in transformers' layout will do: ViT-L/14 for the CLIP score as papers
/// give it, PickScore v1 (arXiv 2305.01569) for the preferences of people.
/// </summary>
public sealed class ClipScorer : IImageScorer, IImageEmbedder, IDisposable
{
    /// <summary>100 × cosine (arXiv 2104.08718; not clamped at 0, so that two bad images still differ).</summary>
    public const string ClipScore = "clip-score";

    /// <summary>Cosine × exp(logit_scale), as PickScore's authors use it.</summary>
    public const string PickScore = "pick-score";

    private const int BatchSize = 16;
    private const double Percent = 100;

    private readonly CLIPModel _model;
    private readonly ClipTokenizer _tokenizer;
    private readonly CLIPImageProcessor _processor;
    private readonly double _scale;

    private ClipScorer(string name, CLIPModel model, ClipTokenizer tokenizer, CLIPImageProcessor processor)
    {
        (Name, _model, _tokenizer, _processor) = (name, model, tokenizer, processor);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _scale = name == PickScore ? ModelWeights.Tensors(model)["logit_scale"].to(ScalarType.Float64).exp().cpu().item<double>() : Percent;
        Scorers = [new(name, name == PickScore ? "fit to the prompt as people prefer it (PickScore)" : "fit to the prompt (CLIP score, 100 × cosine)", "")];
    }

    public string Name { get; }

    public IReadOnlyList<ScorerDescription> Scorers { get; }

    public bool UsesDevice => true;

    /// <summary>Reads the model, its tokenizer (in the folder or its <c>tokenizer</c>) and, where there is one, <c>preprocessor_config.json</c>.</summary>
    /// <param name="name"><see cref="ClipScore"/> or <see cref="PickScore"/>.</param>
    /// <param name="folder">A CLIP model in transformers' layout, safetensors.</param>
    /// <param name="dtype">What the model computes in; cosines are float32.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the parts do not fit each other; the message names it.</exception>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; where there are only pickles, the message says how to convert them.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static ClipScorer Load(string name, string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        if (name is not (ClipScore or PickScore))
            throw new ArgumentException($"'{name}' is no score of a CLIP model; {ClipScore} or {PickScore} is wanted.", nameof(name));

        TorchRuntime.EnsureLoaded();
        var model = CLIPModel.FromPretrained(folder, dtype, device);
        try
        {
            var tokenizer = ClipTokenizer.FromPretrained(TokenizerFolder(folder));
            var text = model.Config.TextConfig;
            if (tokenizer.ModelMaxLength > text.MaxPositionEmbeddings || tokenizer.LargestTokenId >= text.VocabSize)
            {
                throw new InvalidDataException(
                    $"{folder}: the tokenizer gives up to {tokenizer.ModelMaxLength} ids up to {tokenizer.LargestTokenId}, "
                    + $"but the model's max_position_embeddings is {text.MaxPositionEmbeddings} and its vocab_size {text.VocabSize}.");
            }

            return new ClipScorer(name, model, tokenizer, PreprocessorConfig.Read(folder, model.Config.VisionConfig));
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
        var (pictures, pictureOf) = Distinct(images, scored => scored.Image);
        var (prompts, promptOf) = Distinct(images, scored => scored.Prompt);
        var imageEmbeds = Embed(pictures, batch => _model.EmbedImages(_processor.Process(batch).to(device)));
        var textEmbeds = Embed(prompts, batch => _model.EmbedTexts(_tokenizer.Encode(batch).to(device)));
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
        var device = _model.parameters().First().device;
        var embeds = Embed(images, batch => _model.EmbedImages(_processor.Process(batch).to(device)));
        return [.. embeds.data<float>().ToArray().Chunk((int)embeds.shape[1])];
    }

    public void Dispose() => _model.Dispose();

    /// <summary>Float32 on the CPU, [N, P], in batches that no count of images outgrows.</summary>
    private static Tensor Embed<T>(IReadOnlyList<T> items, Func<T[], Tensor> embed) =>
        cat([.. items.Chunk(BatchSize).Select(batch =>
        {
            using var scope = NewDisposeScope();
            return embed(batch).to(ScalarType.Float32).cpu().MoveToOuterDisposeScope();
        })]);

    /// <summary>The different ones, and which of them each image has.</summary>
    private static (IReadOnlyList<T> Items, long[] IndexOf) Distinct<T>(IReadOnlyList<ScoredImage> images, Func<ScoredImage, T> part)
        where T : notnull
    {
        var places = new Dictionary<T, long>();
        var indexOf = images.Select(part).Select(item => places.TryGetValue(item, out var place) ? place : places[item] = places.Count).ToArray();
        return ([.. places.OrderBy(entry => entry.Value).Select(entry => entry.Key)], indexOf);
    }

    private static string TokenizerFolder(string folder)
    {
        var inside = Path.Combine(folder, "tokenizer");
        return !File.Exists(Path.Combine(folder, "vocab.json")) && Directory.Exists(inside) ? inside : folder;
    }
}
