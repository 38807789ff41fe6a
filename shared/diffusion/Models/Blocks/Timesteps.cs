using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Sinusoidal embedding of numbers (Denoising Diffusion Probabilistic Models, arXiv 2006.11239). [N] → [N, channels], float32.</summary>
internal sealed class Timesteps : nn.Module<Tensor, Tensor>
{
    private const double MaxPeriod = 10000;
    private readonly long _channels;
    private readonly bool _flipSinToCos;
    private readonly double _freqShift;

    public Timesteps(long channels, bool flipSinToCos, double freqShift) : base(nameof(Timesteps))
    {
        _channels = channels;
        _flipSinToCos = flipSinToCos;
        _freqShift = freqShift;
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var half = _channels / 2;
        var exponent = -Math.Log(MaxPeriod) * arange(half, dtype: ScalarType.Float32, device: x.device) / (half - _freqShift);
        var angles = x.to(ScalarType.Float32).unsqueeze(-1) * exponent.exp().unsqueeze(0);
        var embedding = _flipSinToCos ? cat([angles.cos(), angles.sin()], -1) : cat([angles.sin(), angles.cos()], -1);
        if (_channels % 2 == 1)
            embedding = nn.functional.pad(embedding, [0, 1, 0, 0]);
        return embedding.MoveToOuterDisposeScope();
    }
}
