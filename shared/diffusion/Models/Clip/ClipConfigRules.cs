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
        Positive("vocab_size", config.VocabSize);
        Positive("projection_dim", config.ProjectionDim);
        Positive("max_position_embeddings", config.MaxPositionEmbeddings);
        Check(config.Encoder);
    }

    /// <inheritdoc cref="Check(ClipTextConfig)"/>
    public static void Check(ClipVisionConfig config)
    {
        ModelType(config.ModelType, "clip_vision_model");
        Positive("projection_dim", config.ProjectionDim);
        Positive("num_channels", config.NumChannels);
        Positive("patch_size", config.PatchSize);
        Require(config.ImageSize >= config.PatchSize, "image_size", $"is {config.ImageSize}; must be at least patch_size, {config.PatchSize}.");
        Check(config.Encoder);
    }

    /// <inheritdoc cref="Check(ClipTextConfig)"/>
    public static void Check(ClipConfig config)
    {
        ModelType(config.ModelType, "clip");
        Positive("projection_dim", config.ProjectionDim);
        Require(double.IsFinite(config.LogitScaleInitValue), "logit_scale_init_value", $"is {config.LogitScaleInitValue}; must be finite.");
        Check(config.TextConfig);
        Check(config.VisionConfig);
    }

    private static void Check(ClipEncoderSpec spec)
    {
        Positive("hidden_size", spec.HiddenSize);
        Positive("intermediate_size", spec.IntermediateSize);
        Positive("num_hidden_layers", spec.Layers);
        Positive("num_attention_heads", spec.Heads);
        Require(spec.HiddenSize % spec.Heads == 0, "num_attention_heads", $"is {spec.Heads}; must divide hidden_size, {spec.HiddenSize}.");
        Require(spec.LayerNormEps > 0, "layer_norm_eps", $"is {spec.LayerNormEps}; must be positive.");
        ClipActivation.Parse(spec.HiddenAct);
    }

    private static void ModelType(string found, string wanted) =>
        Require(found == wanted, "model_type", $"is \"{found}\"; \"{wanted}\" is wanted.");

    private static void Positive(string field, int value) => Require(value > 0, field, $"is {value}; must be positive.");

    private static void Require(bool condition, string field, string reason)
    {
        if (!condition)
            throw new ModelConfigException(field, reason);
    }
}
