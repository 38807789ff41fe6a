using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>The basic layers, initialised as PyTorch does.</summary>
internal static class Layers
{
    [ThreadStatic]
    private static Device? t_device;

    /// <summary>Makes a module whose parameters have shapes but no storage: drawing random numbers for weights that are about to be read takes seconds.</summary>
    public static T WithoutStorage<T>(Func<T> make)
    {
        var before = t_device;
        t_device = META;
        try
        {
            return make();
        }
        finally
        {
            t_device = before;
        }
    }

    public static Conv2d Conv2d(long inChannels, long outChannels, long kernel = 3, long stride = 1, long? padding = null, bool bias = true) =>
        nn.Conv2d(inChannels, outChannels, kernel, stride, padding ?? (kernel - 1) / 2, bias: bias, device: t_device);

    public static Linear Linear(long inFeatures, long outFeatures, bool bias = true) => nn.Linear(inFeatures, outFeatures, bias, t_device);

    public static LayerNorm LayerNorm(long features, double eps = 1e-5) => nn.LayerNorm(features, eps, device: t_device);

    public static Embedding Embedding(long count, long features)
    {
        if (t_device is null)
            return nn.Embedding(count, features);

        // TorchSharp draws an embedding's weights on the CPU whatever the device, so only one row of them is made.
        var embedding = nn.Embedding(1, features, device: t_device);
        embedding.weight = new Parameter(empty(count, features, ScalarType.Float32, t_device));
        return embedding;
    }

    /// <summary>A parameter that is a module's own, filled with one value.</summary>
    public static Parameter Parameter(double value, params long[] shape) => new(full(shape, value, ScalarType.Float32, t_device));

    /// <summary>TorchSharp leaves a GroupNorm's parameters uninitialised.</summary>
    public static GroupNorm GroupNorm(long groups, long channels, double eps)
    {
        var norm = nn.GroupNorm(groups, channels, eps, device: t_device);
        nn.init.ones_(norm.weight);
        nn.init.zeros_(norm.bias!);
        return norm;
    }

    public static Tensor Silu(Tensor x) => nn.functional.silu(x);

    /// <summary>SiLU of the normalised input; in place where no gradient will ask for what was there.</summary>
    public static Tensor NormSilu(GroupNorm norm, Tensor x)
    {
        var normed = norm.call(x);
        if (!normed.requires_grad)
            return normed.silu_();
        using (normed)
            return Silu(normed);
    }

    /// <summary>One part after the other; what lies between two is freed as soon as it has been read (autograd keeps its own hold on what it needs).</summary>
    public static Tensor Chain(Tensor input, params IEnumerable<Func<Tensor, Tensor>> parts)
    {
        var hidden = input;
        foreach (var part in parts)
        {
            var next = part(hidden);
            if (!ReferenceEquals(hidden, input) && !ReferenceEquals(hidden, next))
                hidden.Dispose();
            hidden = next;
        }

        return hidden;
    }
}
