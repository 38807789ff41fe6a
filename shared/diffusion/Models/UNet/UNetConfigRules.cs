namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>What a UNet's config must fulfil.</summary>
internal static class UNetConfigRules
{
    /// <summary>Fields of diffusers of which only the value that Stable Diffusion 1, 2 and XL have is implemented.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlySupported = new Dictionary<string, string>
    {
        ["only_cross_attention"] = "false",
        ["dropout"] = "0.0",
        ["encoder_hid_dim"] = "null",
        ["encoder_hid_dim_type"] = "null",
        ["num_attention_heads"] = "null",
        ["dual_cross_attention"] = "false",
        ["class_embed_type"] = "null",
        ["num_class_embeds"] = "null",
        ["resnet_time_scale_shift"] = "\"default\"",
        ["resnet_skip_time_act"] = "false",
        ["resnet_out_scale_factor"] = "1.0",
        ["time_embedding_type"] = "\"positional\"",
        ["time_embedding_act_fn"] = "null",
        ["timestep_post_act"] = "null",
        ["time_cond_proj_dim"] = "null",
        ["attention_type"] = "\"default\"",
        ["class_embeddings_concat"] = "false",
        ["mid_block_only_cross_attention"] = "null",
        ["cross_attention_norm"] = "null",
    };

    /// <exception cref="ModelConfigException">Names the first field at fault.</exception>
    public static void Check(UNet2DConditionConfig config)
    {
        var levels = config.BlockOutChannels.Count;
        Require(levels is > 0 and <= ConfigLimits.Levels, "block_out_channels", $"has {levels} numbers; 1 to {ConfigLimits.Levels} are possible.");
        Numbers(config);
        Require(config.ActFn is "silu" or "swish", "act_fn", $"is \"{config.ActFn}\"; only \"silu\" is supported.");
        Require(config.MidBlockType == "UNetMidBlock2DCrossAttn", "mid_block_type", $"is \"{config.MidBlockType}\"; only \"UNetMidBlock2DCrossAttn\" is supported.");
        BlockTypes("down_block_types", config.DownBlockTypes, levels, nameof(DownBlock2D), nameof(CrossAttnDownBlock2D));
        BlockTypes("up_block_types", config.UpBlockTypes, levels, nameof(UpBlock2D), nameof(CrossAttnUpBlock2D));
        PerLevel("layers_per_block", config.LayersPerBlock, levels, ConfigLimits.Blocks);
        PerLevel("cross_attention_dim", config.CrossAttentionDim, levels);
        PerLevel("transformer_layers_per_block", config.TransformerLayersPerBlock, levels, ConfigLimits.Blocks);
        PerLevel("attention_head_dim", config.AttentionHeadDim, levels);
        if (config.ReverseTransformerLayersPerBlock is { } reversed)
            PerLevel("reverse_transformer_layers_per_block", reversed, levels, ConfigLimits.Blocks);
        Blocks(config);
        for (var i = 0; i < levels; i++)
        {
            var channels = config.BlockOutChannels[i];
            ConfigLimits.Check("block_out_channels", channels);
            Require(channels % config.NormNumGroups == 0, "block_out_channels",
                $"has {channels}; must be a multiple of norm_num_groups, {config.NormNumGroups}.");
            Require(channels % config.AttentionHeadDim[i] == 0 || !HasAttention(config, i), "attention_head_dim",
                $"has {config.AttentionHeadDim[i]} (it counts heads); must divide the level's {channels} channels.");
        }

        Added(config);
    }

    private static void Numbers(UNet2DConditionConfig config)
    {
        ConfigLimits.Check("in_channels", config.InChannels);
        ConfigLimits.Check("out_channels", config.OutChannels);
        ConfigLimits.Check("norm_num_groups", config.NormNumGroups);
        ConfigLimits.CheckPositive("norm_eps", config.NormEps);
        ConfigLimits.CheckPositive("mid_block_scale_factor", config.MidBlockScaleFactor);
        Require(double.IsFinite(config.FreqShift), "freq_shift", $"is {config.FreqShift}; must be finite.");
        Require(config.DownsamplePadding is 0 or 1, "downsample_padding", $"is {config.DownsamplePadding}; 0 and 1 are possible.");
        Kernel("conv_in_kernel", config.ConvInKernel);
        Kernel("conv_out_kernel", config.ConvOutKernel);
        if (config.TimeEmbeddingDim is { } width)
            ConfigLimits.Check("time_embedding_dim", width);
        for (var i = 0; i < (config.SampleSize is { } size ? size.Count ?? 1 : 0); i++)
            ConfigLimits.Check("sample_size", config.SampleSize![i]);
    }

    /// <summary>Each number may be possible, and their product not.</summary>
    private static void Blocks(UNet2DConditionConfig config)
    {
        var reversed = config.ReverseTransformerLayersPerBlock ?? config.TransformerLayersPerBlock;
        var blocks = Enumerable.Range(0, config.BlockOutChannels.Count)
            .Sum(i => ((2L * config.LayersPerBlock[i]) + 1) * (1L + Math.Max(config.TransformerLayersPerBlock[i], reversed[i])));
        Require(blocks <= ConfigLimits.Blocks, "layers_per_block",
            $"is {config.LayersPerBlock} with transformer_layers_per_block {config.TransformerLayersPerBlock}, which makes {blocks} blocks; {ConfigLimits.Blocks} are possible.");
    }

    private static void Kernel(string field, int side) =>
        Require(side is > 0 and <= ConfigLimits.Kernel && side % 2 == 1, field, $"is {side}; an odd number up to {ConfigLimits.Kernel} is wanted.");

    private static bool HasAttention(UNet2DConditionConfig config, int level) =>
        level == config.BlockOutChannels.Count - 1
        || config.DownBlockTypes[level] == nameof(CrossAttnDownBlock2D)
        || config.UpBlockTypes[^(level + 1)] == nameof(CrossAttnUpBlock2D);

    private static void Added(UNet2DConditionConfig config)
    {
        if (config.AdditionEmbedType is null)
            return;
        Require(config.AdditionEmbedType == "text_time", "addition_embed_type", $"is \"{config.AdditionEmbedType}\"; only null and \"text_time\" are supported.");
        Require(config.AdditionTimeEmbedDim > 0, "addition_time_embed_dim", "must be a positive number with addition_embed_type \"text_time\".");
        Require(config.ProjectionClassEmbeddingsInputDim > 0, "projection_class_embeddings_input_dim",
            "must be a positive number with addition_embed_type \"text_time\".");
        ConfigLimits.Check("addition_time_embed_dim", config.AdditionTimeEmbedDim!.Value);
        ConfigLimits.Check("projection_class_embeddings_input_dim", config.ProjectionClassEmbeddingsInputDim!.Value);
    }

    private static void BlockTypes(string field, IReadOnlyList<string> types, int levels, params string[] known)
    {
        Require(types.Count == levels, field, $"has {types.Count} entries; block_out_channels has {levels}.");
        foreach (var type in types)
            Require(known.Contains(type), field, $"has \"{type}\", which is not known; known are {string.Join(" and ", known)}.");
    }

    private static void PerLevel(string field, PerBlock values, int levels, int most = ConfigLimits.Width)
    {
        Require(values.Count is null || values.Count == levels, field, $"has {values.Count} numbers; block_out_channels has {levels}.");
        for (var i = 0; i < levels; i++)
            ConfigLimits.Check(field, values[i], most);
    }

    private static void Require(bool condition, string field, string reason)
    {
        if (!condition)
            throw new ModelConfigException(field, reason);
    }
}
