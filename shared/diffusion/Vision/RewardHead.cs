using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>
/// The five linear layers that LAION's aesthetics predictor v2 and ImageReward end in, C → 1024 → 128 → 64 → 16 → 1: nothing between them but dropout in
/// training, which their numbers count (<c>layers.0, 2, 4, 6, 7</c>). [B, C] → [B].
/// </summary>
public sealed class RewardHead : nn.Module<Tensor, Tensor>
{
    private static readonly (string Name, int Width)[] s_layers = [("0", 1024), ("2", 128), ("4", 64), ("6", 16), ("7", 1)];
    private readonly Sequential layers;

    /// <param name="width">C, of what comes in.</param>
    public RewardHead(int width) : base(nameof(RewardHead))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        TorchRuntime.EnsureLoaded();
        var before = width;
        var parts = new List<(string, nn.Module<Tensor, Tensor>)>();
        foreach (var (name, wide) in s_layers)
        {
            parts.Add((name, Layers.Linear(before, wide)));
            before = wide;
        }

        layers = nn.Sequential([.. parts]);
        RegisterComponents();
    }

    /// <summary>Reads a head in float32, which is small; it is in evaluation mode.</summary>
    /// <param name="width">C, of what comes in.</param>
    /// <param name="weights">The file.</param>
    /// <param name="device">Null: the CPU.</param>
    /// <param name="rename">The head's name for a name of the file; null drops the tensor.</param>
    /// <exception cref="SafetensorsException">The weights are damaged, or another head's.</exception>
    public static RewardHead Load(int width, ISafetensors weights, Device? device = null, Func<string, string?>? rename = null) =>
        PretrainedFolder.Load(() => new RewardHead(width), weights, ScalarType.Float32, device, rename);

    /// <param name="input">[B, C].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return layers.call(input.to(ScalarType.Float32)).squeeze(-1).MoveToOuterDisposeScope();
    }
}
