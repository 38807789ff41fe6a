using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>What the configs of CLIP's towers must fulfil.</summary>
internal static class ClipConfigRules
{
    /// <exception cref="ModelConfigException">Names the first field at fault.</exception>
    public static void Check(ClipTextConfig config)
    {
        ModelType(config.ModelType, "clip_text_model");
        ConfigLimits.Check("vocab_size", config.VocabSize, ConfigLimits.Tokens);
        ConfigLimits.Check("projection_dim", config.ProjectionDim);
        ConfigLimits.Check("max_position_embeddings", config.MaxPositionEmbeddings);
        Check(config.Encoder);
    }

    /// <inheritdoc cref="Check(ClipTextConfig)"/>
    public static void Check(ClipVisionConfig config)
    {
        ModelType(config.ModelType, "clip_vision_model");
        ConfigLimits.Check("projection_dim", config.ProjectionDim);
        ConfigLimits.Check("num_channels", config.NumChannels);
        ConfigLimits.Check("patch_size", config.PatchSize);
        ConfigLimits.Check("image_size", config.ImageSize);
        Require(config.InitializerRange >= 0 && double.IsFinite(config.InitializerRange), "initializer_range", $"is {config.InitializerRange}; must be finite and not negative.");
        Require(config.ImageSize >= config.PatchSize, "image_size", $"is {config.ImageSize}; must be at least patch_size, {config.PatchSize}.");
        Check(config.Encoder);
    }

    /// <inheritdoc cref="Check(ClipTextConfig)"/>
    public static void Check(ClipConfig config)
    {
        ModelType(config.ModelType, "clip");
        ConfigLimits.Check("projection_dim", config.ProjectionDim);
        Require(double.IsFinite(config.LogitScaleInitValue), "logit_scale_init_value", $"is {config.LogitScaleInitValue}; must be finite.");
        Check(config.TextConfig);
        Check(config.VisionConfig);
    }

    private static void Check(ClipEncoderSpec spec)
    {
        ConfigLimits.Check("hidden_size", spec.HiddenSize);
        ConfigLimits.Check("intermediate_size", spec.IntermediateSize);
        ConfigLimits.Check("num_hidden_layers", spec.Layers, ConfigLimits.Blocks);
        ConfigLimits.Check("num_attention_heads", spec.Heads);
        Require(spec.HiddenSize % spec.Heads == 0, "num_attention_heads", $"is {spec.Heads}; must divide hidden_size, {spec.HiddenSize}.");
        ConfigLimits.CheckPositive("layer_norm_eps", spec.LayerNormEps);
        Require(spec.InitializerFactor >= 0 && double.IsFinite(spec.InitializerFactor), "initializer_factor", $"is {spec.InitializerFactor}; must be finite and not negative.");
        ClipActivation.Parse(spec.HiddenAct);
    }

    private static void ModelType(string found, string wanted) =>
        Require(found == wanted, "model_type", $"is \"{found}\"; \"{wanted}\" is wanted.");

    private static void Require(bool condition, string field, string reason)
    {
        if (!condition)
            throw new ModelConfigException(field, reason);
    }
}
