using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>A normal distribution with one mean and variance for every latent value; all tensors [B, 4, h, w].</summary>
public sealed class DiagonalGaussianDistribution : IDisposable
{
    private DiagonalGaussianDistribution(Tensor mean, Tensor logVar, Tensor std) => (Mean, LogVar, Std) = (mean, logVar, std);

    public Tensor Mean { get; }

    /// <summary>The variance's natural logarithm, clamped to [−30, 20].</summary>
    public Tensor LogVar { get; }

    public Tensor Std { get; }

    /// <param name="moments">[B, 2·C, h, w]: means, then logarithms of variances.</param>
    public static DiagonalGaussianDistribution FromMoments(Tensor moments)
    {
        using var scope = NewDisposeScope();
        var parts = moments.chunk(2, dim: 1);
        var logVar = parts[1].clamp(-30.0, 20.0);
        var std = (0.5 * logVar).exp();
        return new(parts[0].MoveToOuterDisposeScope(), logVar.MoveToOuterDisposeScope(), std.MoveToOuterDisposeScope());
    }

    /// <param name="noise">Unit normal noise of the latents' shape.</param>
    public Tensor Sample(Tensor noise)
    {
        if (!noise.shape.AsSpan().SequenceEqual(Mean.shape))
            throw new ArgumentException($"noise is [{string.Join(", ", noise.shape)}]; the latents are [{string.Join(", ", Mean.shape)}].", nameof(noise));
        using var spread = Std * noise;
        return Mean + spread;
    }

    /// <summary>The most likely latents: the mean, as a tensor of its own.</summary>
    public Tensor Mode() => Mean.alias();

    public void Dispose()
    {
        Mean.Dispose();
        LogVar.Dispose();
        Std.Dispose();
    }

    internal DiagonalGaussianDistribution MoveToOuterDisposeScope()
    {
        Mean.MoveToOuterDisposeScope();
        LogVar.MoveToOuterDisposeScope();
        Std.MoveToOuterDisposeScope();
        return this;
    }
}
