using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.UNet;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>
/// The conditional denoiser of Stable Diffusion 1, 2 and XL (arXiv 2112.10752, 2307.01952), with diffusers' structure, parameter names and files.
/// </summary>
public sealed class UNet2DConditionModel : nn.Module<Tensor, Tensor, Tensor, AddedConditions?, Tensor>
{
    private readonly Conv2d conv_in;
    private readonly Timesteps time_proj;
    private readonly TimestepEmbedding time_embedding;
    private readonly Timesteps? add_time_proj;
    private readonly TimestepEmbedding? add_embedding;
    private readonly ModuleList<UNetDownBlock> down_blocks;
    private readonly UNetMidBlock2DCrossAttn mid_block;
    private readonly ModuleList<UNetUpBlock> up_blocks;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    /// <summary>A new model with PyTorch's default initialisation, float32, on the CPU.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public UNet2DConditionModel(UNet2DConditionConfig config) : base(nameof(UNet2DConditionModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        UNetConfigRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config;
        var first = config.BlockOutChannels[0];
        var timeEmbedDim = config.TimeEmbeddingDim ?? first * 4;
        conv_in = Layers.Conv2d(config.InChannels, first, config.ConvInKernel);
        time_proj = new(first, config.FlipSinToCos, config.FreqShift);
        time_embedding = new(first, timeEmbedDim);
        if (config.AdditionEmbedType is not null)
        {
            add_time_proj = new(config.AdditionTimeEmbedDim!.Value, config.FlipSinToCos, config.FreqShift);
            add_embedding = new(config.ProjectionClassEmbeddingsInputDim!.Value, timeEmbedDim);
        }

        var blocks = new UNetBlocks(config, timeEmbedDim);
        var levels = Enumerable.Range(0, config.BlockOutChannels.Count).ToList();
        down_blocks = new([.. levels.Select(blocks.Down)]);
        mid_block = blocks.Mid();
        up_blocks = new([.. levels.Select(blocks.Up)]);
        conv_norm_out = Layers.GroupNorm(config.NormNumGroups, first, config.NormEps);
        conv_out = Layers.Conv2d(first, config.OutChannels, config.ConvOutKernel);
        RegisterComponents();
    }

    public UNet2DConditionConfig Config { get; }

    /// <summary>
    /// Whether training keeps only the inputs of residual blocks and transformers, and computes their activations again for the gradient: about a third
    /// more time for a fraction of the memory. Predictions and gradients are the same; without a gradient it changes nothing.
    /// </summary>
    public bool GradientCheckpointing
    {
        get => mid_block.GradientCheckpointing;
        set
        {
            mid_block.GradientCheckpointing = value;
            foreach (var block in down_blocks)
                block.GradientCheckpointing = value;
            foreach (var block in up_blocks)
                block.GradientCheckpointing = value;
        }
    }

    /// <summary>Reads a <c>unet</c> folder in diffusers' layout.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="Weights.SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static UNet2DConditionModel FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        var config = ReadConfig(folder);
        return PretrainedFolder.Load(() => new UNet2DConditionModel(config), folder, dtype, device);
    }

    /// <summary>A model with shapes but no storage, to count its parameters; it cannot predict.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public static UNet2DConditionModel WithoutWeights(UNet2DConditionConfig config) => Layers.WithoutStorage(() => new UNet2DConditionModel(config));

    internal static UNet2DConditionConfig ReadConfig(string folder) =>
        ModelConfigFile.Read<UNet2DConditionConfig>(folder, nameof(UNet2DConditionModel), UNetConfigRules.OnlySupported, UNetConfigRules.Check);

    /// <summary>Writes <c>config.json</c> and the weights in diffusers' layout.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32) => PretrainedFolder.Save(this, Config, folder, dtype);

    /// <summary>Predicts the noise (or the velocity, as the model was trained).</summary>
    /// <param name="sample">Noisy latents [B, 4, H, W], already scaled as the scheduler asks.</param>
    /// <param name="timesteps">[B], or a scalar for all; integer or floating point.</param>
    /// <param name="encoderHiddenStates">The text's hidden states [B, T, C].</param>
    /// <param name="added">SDXL's conditions; needed exactly where the config's addition_embed_type is "text_time".</param>
    /// <returns>[B, 4, H, W].</returns>
    /// <exception cref="ArgumentException">A shape does not fit the config.</exception>
    public override Tensor forward(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added = null)
    {
        UNetInputs.Check(Config, sample, timesteps, encoderHiddenStates, added);
        using var scope = NewDisposeScope();
        var time = Embed(sample, timesteps, added);
        var hidden = conv_in.call(Config.CenterInputSample ? 2 * sample - 1 : sample);
        var residuals = new Stack<Tensor>([hidden]);
        foreach (var block in down_blocks)
        {
            (hidden, var more) = block.call(hidden, time, encoderHiddenStates);
            more.ForEach(residuals.Push);
        }

        hidden = mid_block.call(hidden, time, encoderHiddenStates);
        foreach (var block in up_blocks)
        {
            using var below = hidden;
            hidden = block.call(below, residuals, time, encoderHiddenStates);
        }

        using var activated = Layers.NormSilu(conv_norm_out, hidden);
        return conv_out.call(activated).MoveToOuterDisposeScope();
    }

    private Tensor Embed(Tensor sample, Tensor timesteps, AddedConditions? added)
    {
        var batch = sample.shape[0];
        var time = time_embedding.call(time_proj.call(timesteps.to(sample.device).reshape(-1).expand(batch)).to(sample.dtype));
        if (add_embedding is null || added is null)
            return time;
        var ids = add_time_proj!.call(added.TimeIds.flatten()).reshape(batch, -1);
        return time + add_embedding.call(cat([added.TextEmbeds, ids.to(added.TextEmbeds.dtype)], -1).to(sample.dtype));
    }
}
