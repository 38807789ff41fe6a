using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using InstructEngine.Diffusion.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>CLIP: images and texts in one space (arXiv 2103.00020), with transformers' structure, parameter names and files.</summary>
public sealed class CLIPModel : nn.Module<Tensor, Tensor, ClipOutput>, IOwnsParameter
{
    private readonly ClipTextTransformer text_model;
    private readonly ClipVisionTransformer vision_model;
    private readonly Linear text_projection;
    private readonly Linear visual_projection;
    private Parameter logit_scale;

    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public CLIPModel(ClipConfig config, Generator? generator = null) : base(nameof(CLIPModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        ClipConfigRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config with { Architectures = [nameof(CLIPModel)] };
        text_model = new(config.TextConfig);
        vision_model = new(config.VisionConfig);
        text_projection = Layers.Linear(config.TextConfig.HiddenSize, config.ProjectionDim, bias: false);
        visual_projection = Layers.Linear(config.VisionConfig.HiddenSize, config.ProjectionDim, bias: false);
        logit_scale = Layers.Parameter(config.LogitScaleInitValue);
        RegisterComponents();
        Initialise(generator);
    }

    public ClipConfig Config { get; }

    Parameter IOwnsParameter.Own
    {
        get => logit_scale;
        set => ConditionallyRegisterParameter(nameof(logit_scale), logit_scale = value);
    }

    /// <inheritdoc cref="CLIPVisionModelWithProjection.FromPretrained"/>
    public static CLIPModel FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        var config = ReadConfig(folder);
        return ClipFolder.Load(() => new CLIPModel(config), folder, dtype, device);
    }

    /// <summary>Reads weights that lie under any name, in transformers' naming or in open_clip's; the model is in evaluation mode.</summary>
    /// <param name="path">A safetensors file, or the index of several.</param>
    /// <param name="config">The sizes, and the number of heads, which open_clip's files do not state.</param>
    /// <param name="dtype">What the model computes in.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Weights.SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static CLIPModel FromWeights(string path, ClipConfig config, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        TorchRuntime.EnsureLoaded();
        using var weights = OpenClipWeights.Or(Weights.ISafetensors.Open(path));
        return PretrainedFolder.Load(() => new CLIPModel(config), weights, dtype, device);
    }

    /// <summary>Reads a folder's <c>config.json</c>.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static ClipConfig ReadConfig(string folder) => ClipFolder.ReadConfig<ClipConfig>(folder, nameof(CLIPModel), ClipConfigRules.Check);

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c>, the weights in <paramref name="dtype"/>.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32) => ClipFolder.Save(this, Config, folder, dtype);

    /// <param name="inputIds">int64 [T, L]: T texts.</param>
    /// <param name="pixelValues">[I, 3, S, S] with S the vision config's image_size: I images.</param>
    /// <exception cref="ArgumentException">A shape or an id does not fit.</exception>
    public override ClipOutput forward(Tensor inputIds, Tensor pixelValues)
    {
        using var scope = NewDisposeScope();
        var text = text_model.call(inputIds);
        var vision = vision_model.call(pixelValues);
        var textEmbeds = UnitLength(text_projection.call(text.PoolerOutput));
        var imageEmbeds = UnitLength(visual_projection.call(vision.PoolerOutput));
        var perText = textEmbeds.matmul(imageEmbeds.t()) * logit_scale.exp();
        return new ClipOutput(perText.t(), perText, imageEmbeds, textEmbeds, vision, text).MoveToOuterDisposeScope();
    }

    /// <summary>The images' place in the shared space, [I, P], of unit length.</summary>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor EmbedImages(Tensor pixelValues)
    {
        using var scope = NewDisposeScope();
        return UnitLength(visual_projection.call(vision_model.call(pixelValues).PoolerOutput)).MoveToOuterDisposeScope();
    }

    /// <summary>The texts' place in the shared space, [T, P], of unit length.</summary>
    /// <exception cref="ArgumentException">The shape or an id does not fit.</exception>
    public Tensor EmbedTexts(Tensor inputIds)
    {
        using var scope = NewDisposeScope();
        return UnitLength(text_projection.call(text_model.call(inputIds).PoolerOutput)).MoveToOuterDisposeScope();
    }

    private static Tensor UnitLength(Tensor x) => x / x.norm(-1, keepdim: true);

    private void Initialise(Generator? generator)
    {
        text_model.Initialise(generator);
        vision_model.Initialise(generator);
        using var noGrad = no_grad();
        NormalWeights.Draw(text_projection, Math.Pow(Config.TextConfig.HiddenSize, -0.5) * Config.TextConfig.InitializerFactor, generator);
        NormalWeights.Draw(visual_projection, Math.Pow(Config.VisionConfig.HiddenSize, -0.5) * Config.VisionConfig.InitializerFactor, generator);
    }
}
