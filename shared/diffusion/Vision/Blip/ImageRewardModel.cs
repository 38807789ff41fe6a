using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>ImageReward v1.0 (arXiv 2304.05977): BLIP's joint state of a prompt and an image, and a head that makes a reward of it.</summary>
public sealed class ImageRewardModel : IDisposable
{
    private const string BlipPrefix = "blip.";
    private const string HeadPrefix = "mlp.";

    // The authors' normalisation: over their test set, rewards then have mean 0 and deviation 1.
    private const double Mean = 0.16717362830052426;
    private const double Std = 1.0333394966054072;

    private readonly BlipModel _blip;
    private readonly RewardHead _head;
    private readonly Device _device;

    private ImageRewardModel(BlipConfig config, BlipModel blip, RewardHead head, Device device) => (Config, _blip, _head, _device) = (config, blip, head, device);

    public BlipConfig Config { get; }

    /// <param name="path">The weights in the authors' naming (<c>blip.…</c>, <c>mlp.layers.…</c>).</param>
    /// <param name="dtype">What BLIP computes in; the head is float32.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">The weights are damaged or another model's.</exception>
    public static ImageRewardModel Load(string path, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        TorchRuntime.EnsureLoaded();
        using var weights = ISafetensors.Open(path);
        var config = BlipConfig.Of(weights, BlipPrefix);
        if (weights.Entries.Keys.FirstOrDefault(name => !name.StartsWith(BlipPrefix, StringComparison.Ordinal) && !name.StartsWith(HeadPrefix, StringComparison.Ordinal)) is { } foreign)
            throw new SafetensorsException(path, foreign, $"is not part of ImageReward, whose names begin with {BlipPrefix} and {HeadPrefix}.");

        var head = RewardHead.Load(config.TextWidth, weights, device, name => Without(HeadPrefix, name));
        try
        {
            var blip = PretrainedFolder.Load(() => new BlipModel(config), weights, dtype, device, name => Without(BlipPrefix, name) is { } own && !IsUnused(own) ? own : null);
            return new(config, blip, head, device ?? CPU);
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <summary>Images as the text's blocks see them.</summary>
    /// <param name="pixelValues">[I, 3, S, S] with S the config's image size, normalised as <see cref="CLIPImageProcessor"/> does.</param>
    /// <returns>[I, 1 + patches, V].</returns>
    public Tensor EncodeImages(Tensor pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        using var scope = NewDisposeScope();
        return _blip.EncodeImages(pixelValues.to(_device)).MoveToOuterDisposeScope();
    }

    /// <summary>Each image against its own text.</summary>
    /// <param name="inputIds">int64 [B, T].</param>
    /// <param name="attentionMask">bool [B, T]: false at padding.</param>
    /// <param name="images">[B, 1 + patches, V], of <see cref="EncodeImages"/>.</param>
    /// <returns>float32 [B]; of natural prompts and images mostly between −2 and 2.</returns>
    public Tensor Rewards(Tensor inputIds, Tensor attentionMask, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(inputIds);
        ArgumentNullException.ThrowIfNull(attentionMask);
        using var scope = NewDisposeScope();
        return ((_head.call(_blip.call(inputIds.to(_device), attentionMask.to(_device), images)) - Mean) / Std).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _blip.Dispose();
        _head.Dispose();
    }

    private static string? Without(string prefix, string name) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;

    /// <summary>The projections of BLIP's contrastive training, which the reward does not use.</summary>
    private static bool IsUnused(string name) => name.StartsWith("vision_proj.", StringComparison.Ordinal) || name.StartsWith("text_proj.", StringComparison.Ordinal);
}
