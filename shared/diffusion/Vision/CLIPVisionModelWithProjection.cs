using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>CLIP's vision tower with its projection (arXiv 2103.00020), with transformers' structure, parameter names and files.</summary>
public sealed class CLIPVisionModelWithProjection : nn.Module<Tensor, ClipVisionOutput>
{
    private readonly ClipVisionTransformer vision_model;
    private readonly Linear visual_projection;

    /// <summary>A model with fresh weights, drawn as transformers draws them.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public CLIPVisionModelWithProjection(ClipVisionConfig config, Generator? generator = null) : base(nameof(CLIPVisionModelWithProjection))
    {
        ArgumentNullException.ThrowIfNull(config);
        ClipConfigRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config with { Architectures = [nameof(CLIPVisionModelWithProjection)] };
        vision_model = new(config);
        visual_projection = Layers.Linear(config.HiddenSize, config.ProjectionDim, bias: false);
        RegisterComponents();
        vision_model.Initialise(generator);
        using var noGrad = no_grad();
        NormalWeights.Draw(visual_projection, Math.Pow(config.HiddenSize, -0.5) * config.InitializerFactor, generator);
    }

    public ClipVisionConfig Config { get; }

    /// <summary>Reads <c>config.json</c> and <c>model.safetensors</c>; the model is in evaluation mode.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="Weights.SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static CLIPVisionModelWithProjection FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        var config = ClipFolder.ReadConfig<ClipVisionConfig>(folder, nameof(CLIPVisionModelWithProjection), ClipConfigRules.Check);
        return ClipFolder.Load(() => new CLIPVisionModelWithProjection(config), folder, dtype, device);
    }

    /// <summary>Reads the vision tower of a whole CLIP model's folder; the text tower is not looked at.</summary>
    /// <inheritdoc cref="FromPretrained"/>
    public static CLIPVisionModelWithProjection FromClip(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        var clip = CLIPModel.ReadConfig(folder);
        var config = clip.VisionConfig with { ProjectionDim = clip.ProjectionDim };
        return ClipFolder.Load(
            () => new CLIPVisionModelWithProjection(config), folder, dtype, device,
            name => name.StartsWith("vision_", StringComparison.Ordinal) || name.StartsWith("visual_", StringComparison.Ordinal) ? name : null);
    }

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c>, the weights in <paramref name="dtype"/>.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32) => ClipFolder.Save(this, Config, folder, dtype);

    /// <param name="pixelValues">[B, 3, S, S] with S the config's image_size, normalised as <see cref="CLIPImageProcessor"/> does.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public override ClipVisionOutput forward(Tensor pixelValues)
    {
        var output = vision_model.call(pixelValues);
        return output with { ImageEmbeds = visual_projection.call(output.PoolerOutput) };
    }
}
