namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>What an autoencoder's config must fulfil.</summary>
internal static class VaeConfigRules
{
    public static readonly IReadOnlyDictionary<string, string> OnlySupported = new Dictionary<string, string>
    {
        ["shift_factor"] = "null",
        ["latents_mean"] = "null",
        ["latents_std"] = "null",
    };

    /// <exception cref="ModelConfigException">Names the first field at fault.</exception>
    public static void Check(AutoencoderKLConfig config)
    {
        var levels = config.BlockOutChannels.Count;
        Require(levels > 0, "block_out_channels", "must have at least one number.");
        Require(config.NormNumGroups > 0, "norm_num_groups", $"is {config.NormNumGroups}; must be positive.");
        foreach (var channels in config.BlockOutChannels)
        {
            Require(channels > 0 && channels % config.NormNumGroups == 0, "block_out_channels",
                $"has {channels}; must be a multiple of norm_num_groups, {config.NormNumGroups}.");
        }

        Require(config.InChannels > 0, "in_channels", $"is {config.InChannels}; must be positive.");
        Require(config.OutChannels > 0, "out_channels", $"is {config.OutChannels}; must be positive.");
        Require(config.LatentChannels > 0, "latent_channels", $"is {config.LatentChannels}; must be positive.");
        Require(config.LayersPerBlock > 0, "layers_per_block", $"is {config.LayersPerBlock}; must be positive.");
        Require(config.ActFn is "silu" or "swish", "act_fn", $"is \"{config.ActFn}\"; only \"silu\" is supported.");
        Require(config.ScalingFactor > 0, "scaling_factor", $"is {config.ScalingFactor}; must be positive.");
        BlockTypes("down_block_types", config.DownBlockTypes, levels, nameof(DownEncoderBlock2D));
        BlockTypes("up_block_types", config.UpBlockTypes, levels, nameof(UpDecoderBlock2D));
    }

    private static void BlockTypes(string field, IReadOnlyList<string>? types, int levels, string known)
    {
        if (types is null)
            return;
        Require(types.Count == levels, field, $"has {types.Count} entries; block_out_channels has {levels}.");
        foreach (var type in types)
            Require(type == known, field, $"has \"{type}\", which is not known; known is {known}.");
    }

    private static void Require(bool condition, string field, string reason)
    {
        if (!condition)
            throw new ModelConfigException(field, reason);
    }
}
