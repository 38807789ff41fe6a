using InstructEngine.Diffusion.Models.Blocks;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>Makes a UNet's blocks from its config, with the widths that the skip connections give them.</summary>
internal sealed class UNetBlocks(UNet2DConditionConfig config, int timeEmbedDim)
{
    private readonly ResnetSpec _resnet = new(timeEmbedDim, config.NormNumGroups, config.NormEps);
    private readonly int _levels = config.BlockOutChannels.Count;

    public UNetDownBlock Down(int level)
    {
        var channels = config.BlockOutChannels[level];
        var spec = new LevelSpec(level == 0 ? config.BlockOutChannels[0] : config.BlockOutChannels[level - 1], channels, config.LayersPerBlock[level],
            Resample: level < _levels - 1, config.DownsamplePadding);
        return config.DownBlockTypes[level] == nameof(DownBlock2D)
            ? new DownBlock2D(spec, _resnet)
            : new CrossAttnDownBlock2D(spec, _resnet, Transformer(level, config.TransformerLayersPerBlock[level]));
    }

    public UNetMidBlock2DCrossAttn Mid() => new(config.BlockOutChannels[^1], _resnet with { OutputScale = config.MidBlockScaleFactor },
        Transformer(_levels - 1, config.TransformerLayersPerBlock[_levels - 1]));

    /// <param name="step">0 is the lowest resolution.</param>
    public UNetUpBlock Up(int step)
    {
        var level = _levels - 1 - step;
        var channels = config.BlockOutChannels[level];
        var below = step == 0 ? channels : config.BlockOutChannels[level + 1];
        var above = level == 0 ? config.BlockOutChannels[0] : config.BlockOutChannels[level - 1];
        var layers = config.LayersPerBlock[level] + 1;
        // The last residual a level takes is the one that entered it on the way down.
        var skips = Enumerable.Range(0, layers).Select(i => i == layers - 1 ? above : channels).ToArray();
        var spec = new LevelSpec(below, channels, layers, Resample: step < _levels - 1, SkipChannels: skips);
        var transformerLayers = config.ReverseTransformerLayersPerBlock is { } reversed ? reversed[step] : config.TransformerLayersPerBlock[level];
        return config.UpBlockTypes[step] == nameof(UpBlock2D)
            ? new UpBlock2D(spec, _resnet)
            : new CrossAttnUpBlock2D(spec, _resnet, Transformer(level, transformerLayers));
    }

    private TransformerSpec Transformer(int level, int layers) => new(layers, config.AttentionHeadDim[level], config.CrossAttentionDim[level],
        config.NormNumGroups, config.UseLinearProjection, config.UpcastAttention);
}
