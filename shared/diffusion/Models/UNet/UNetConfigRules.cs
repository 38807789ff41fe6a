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
        Require(levels > 0, "block_out_channels", "must have at least one number.");
        Require(config.InChannels > 0, "in_channels", $"is {config.InChannels}; must be positive.");
        Require(config.OutChannels > 0, "out_channels", $"is {config.OutChannels}; must be positive.");
        Require(config.NormNumGroups > 0, "norm_num_groups", $"is {config.NormNumGroups}; must be positive.");
        Require(config.ActFn is "silu" or "swish", "act_fn", $"is \"{config.ActFn}\"; only \"silu\" is supported.");
        Require(config.MidBlockType == "UNetMidBlock2DCrossAttn", "mid_block_type", $"is \"{config.MidBlockType}\"; only \"UNetMidBlock2DCrossAttn\" is supported.");
        BlockTypes("down_block_types", config.DownBlockTypes, levels, nameof(DownBlock2D), nameof(CrossAttnDownBlock2D));
        BlockTypes("up_block_types", config.UpBlockTypes, levels, nameof(UpBlock2D), nameof(CrossAttnUpBlock2D));
        PerLevel("layers_per_block", config.LayersPerBlock, levels);
        PerLevel("cross_attention_dim", config.CrossAttentionDim, levels);
        PerLevel("transformer_layers_per_block", config.TransformerLayersPerBlock, levels);
        PerLevel("attention_head_dim", config.AttentionHeadDim, levels);
        if (config.ReverseTransformerLayersPerBlock is { } reversed)
            PerLevel("reverse_transformer_layers_per_block", reversed, levels);
        for (var i = 0; i < levels; i++)
        {
            var channels = config.BlockOutChannels[i];
            Require(channels > 0 && channels % config.NormNumGroups == 0, "block_out_channels",
                $"has {channels}; must be a multiple of norm_num_groups, {config.NormNumGroups}.");
            Require(channels % config.AttentionHeadDim[i] == 0 || !HasAttention(config, i), "attention_head_dim",
                $"has {config.AttentionHeadDim[i]} (it counts heads); must divide the level's {channels} channels.");
        }

        Added(config);
    }

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
    }

    private static void BlockTypes(string field, IReadOnlyList<string> types, int levels, params string[] known)
    {
        Require(types.Count == levels, field, $"has {types.Count} entries; block_out_channels has {levels}.");
        foreach (var type in types)
            Require(known.Contains(type), field, $"has \"{type}\", which is not known; known are {string.Join(" and ", known)}.");
    }

    private static void PerLevel(string field, PerBlock values, int levels)
    {
        Require(values.Count is null || values.Count == levels, field, $"has {values.Count} numbers; block_out_channels has {levels}.");
        Require(Enumerable.Range(0, levels).All(i => values[i] > 0), field, $"is {values}; must be positive.");
    }

    private static void Require(bool condition, string field, string reason)
    {
        if (!condition)
            throw new ModelConfigException(field, reason);
    }
}
