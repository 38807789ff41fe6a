using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>Each picture's own noise from its own seed, as PyTorch's CPU generator gives it, whatever else is in the batch.</summary>
internal sealed class SeededNoise : IDisposable
{
    private readonly List<Generator> _generators;
    private readonly long[] _shape;
    private readonly Device _device;

    /// <param name="seeds">One a picture.</param>
    /// <param name="shape">Channels, height, width of one picture's latents.</param>
    /// <param name="device">Where the noise goes; it is drawn on the CPU.</param>
    public SeededNoise(IEnumerable<long> seeds, long[] shape, Device device)
    {
        _generators = [.. seeds.Select(seed => new Generator(unchecked((ulong)seed), CPU))];
        _shape = [1, .. shape];
        _device = device;
    }

    /// <summary>Float32 <c>[B, ...]</c>; every call goes on where the last one ended.</summary>
    public Tensor Next()
    {
        using var scope = NewDisposeScope();
        var noise = cat([.. _generators.Select(generator => randn(_shape, ScalarType.Float32, CPU, generator: generator))]);
        return noise.to(_device).MoveToOuterDisposeScope();
    }

    public void Dispose() => _generators.ForEach(generator => generator.Dispose());
}
