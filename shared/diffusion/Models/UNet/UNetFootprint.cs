namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>
/// How many numbers a UNet keeps for its gradient, counted from its config as its blocks are made; per row of a batch.
/// </summary>
/// <param name="Kept">What lies between the residual blocks and transformers: kept with gradient checkpointing too.</param>
/// <param name="Inside">What lies inside of all of them.</param>
/// <param name="LargestInside">The most that lies inside of one.</param>
/// <param name="AdapterInputs">Inputs of the attention's projections, which an adapter in another dtype keeps converted; of all transformers.</param>
/// <param name="LargestAdapterInputs">The same of one transformer.</param>
public sealed record UNetFootprint(long Kept, long Inside, long LargestInside, long AdapterInputs, long LargestAdapterInputs)
{
    private const int ResnetMapsIn = 2, ResnetMapsOut = 3;

    /// <summary>Group norm, projection in, as a sequence, and as a map again.</summary>
    private const int TransformerMaps = 4;

    /// <summary>
    /// In a transformer layer: three norms, two attentions with query, what was attended and the sum, key and value of the first, the feed-forward part
    /// with its gated width of 4 (in, gate and product), and its sum.
    /// </summary>
    private const int LayerMaps = 3 + 6 + 2 + 2 + 16 + 1;

    /// <summary>Query, key, value and output of the first attention, query and output of the second.</summary>
    private const int AdaptedMaps = 6;

    /// <param name="height">Of the latents.</param>
    /// <param name="width">Of the latents.</param>
    public static UNetFootprint Of(UNet2DConditionConfig config, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(config);
        var count = new Count();
        var channels = config.BlockOutChannels;
        var levels = channels.Count;
        long[] pixels = [.. Enumerable.Range(0, levels).Select(level => (long)Math.Max(1, height >> level) * Math.Max(1, width >> level))];
        count.Between(channels[0] * pixels[0]);
        for (var level = 0; level < levels; level++)
        {
            var layers = config.DownBlockTypes[level] == nameof(DownBlock2D) ? 0 : config.TransformerLayersPerBlock[level];
            for (var i = 0; i < config.LayersPerBlock[level]; i++)
                count.Layer(i == 0 && level > 0 ? channels[level - 1] : channels[level], channels[level], pixels[level], layers);
            if (level < levels - 1)
                count.Between(channels[level] * pixels[level + 1]);
        }

        count.Layer(channels[^1], channels[^1], pixels[^1], config.TransformerLayersPerBlock[levels - 1]);
        count.Layer(channels[^1], channels[^1], pixels[^1], 0);
        for (var step = 0; step < levels; step++)
        {
            var level = levels - 1 - step;
            var layers = config.UpBlockTypes[step] == nameof(UpBlock2D)
                ? 0
                : config.ReverseTransformerLayersPerBlock is { } reversed ? reversed[step] : config.TransformerLayersPerBlock[level];
            for (var i = 0; i <= config.LayersPerBlock[level]; i++)
            {
                var below = i == 0 && step > 0 ? channels[level + 1] : channels[level];
                var skip = i == config.LayersPerBlock[level] && level > 0 ? channels[level - 1] : channels[level];
                count.Between((below + skip) * pixels[level]);
                count.Layer(below + skip, channels[level], pixels[level], layers);
            }

            if (level > 0)
                count.Between(2 * channels[level] * pixels[level - 1]);
        }

        count.Between(2 * channels[0] * pixels[0]);
        return new(count.Kept, count.Inside, count.Largest, count.Adapted, count.LargestAdapted);
    }

    private sealed class Count
    {
        public long Kept { get; private set; }

        public long Inside { get; private set; }

        public long Largest { get; private set; }

        public long Adapted { get; private set; }

        public long LargestAdapted { get; private set; }

        public void Between(long numbers) => Kept += numbers;

        /// <summary>A residual block and, where it has layers, the transformer behind it.</summary>
        public void Layer(int from, int to, long pixels, int transformerLayers)
        {
            Part(((ResnetMapsIn * (long)from) + (ResnetMapsOut * (long)to)) * pixels);
            Between(to * pixels);
            if (transformerLayers == 0)
                return;
            Part((TransformerMaps + (LayerMaps * (long)transformerLayers)) * to * pixels);
            Between(to * pixels);
            var adapted = AdaptedMaps * (long)transformerLayers * to * pixels;
            Adapted += adapted;
            LargestAdapted = Math.Max(LargestAdapted, adapted);
        }

        private void Part(long numbers)
        {
            Inside += numbers;
            Largest = Math.Max(Largest, numbers);
        }
    }
}
