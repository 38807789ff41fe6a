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
        Require(levels is > 0 and <= ConfigLimits.Levels, "block_out_channels", $"has {levels} numbers; 1 to {ConfigLimits.Levels} are possible.");
        ConfigLimits.Check("norm_num_groups", config.NormNumGroups);
        foreach (var channels in config.BlockOutChannels)
        {
            ConfigLimits.Check("block_out_channels", channels);
            Require(channels % config.NormNumGroups == 0, "block_out_channels",
                $"has {channels}; must be a multiple of norm_num_groups, {config.NormNumGroups}.");
        }

        ConfigLimits.Check("in_channels", config.InChannels);
        ConfigLimits.Check("out_channels", config.OutChannels);
        ConfigLimits.Check("latent_channels", config.LatentChannels);
        ConfigLimits.Check("sample_size", config.SampleSize);
        ConfigLimits.Check("layers_per_block", config.LayersPerBlock, ConfigLimits.Blocks / (2 * levels));
        Require(config.ActFn is "silu" or "swish", "act_fn", $"is \"{config.ActFn}\"; only \"silu\" is supported.");
        ConfigLimits.CheckPositive("scaling_factor", config.ScalingFactor);
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
