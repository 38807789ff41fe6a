using InstructEngine.TrainerService.FineTuning;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// AdamW (arXiv 1711.05101) as PyTorch computes it, with its whole state in named tensors, so that a checkpoint holds all of it
/// and a resumed run goes on bit for bit.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;
    private readonly List<Slot> _slots = [];
    private readonly double _weightDecay;

    public AdamW(IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> parameters, double weightDecay = 0.01)
    {
        _weightDecay = weightDecay;
        using var noGrad = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            _slots.Add(new Slot(
                name,
                parameter,
                zeros_like(parameter).DetachFromDisposeScope(),
                zeros_like(parameter).DetachFromDisposeScope()));
        }
    }

    /// <summary>Steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>Updates every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var noGrad = no_grad();
        Steps++;
        var stepSize = learningRate / (1 - Math.Pow(Beta1, Steps));
        var rootOfCorrection = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        foreach (var slot in _slots)
        {
            using var scope = NewDisposeScope();
            if (slot.Parameter.grad is not { } gradient)
            {
                continue;
            }

            slot.Parameter.mul_(1 - (learningRate * _weightDecay));
            slot.Mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            slot.Square.mul_(Beta2).addcmul_(gradient, gradient, value: 1 - Beta2);
            slot.Parameter.addcdiv_(slot.Mean, slot.Square.sqrt().div_(rootOfCorrection).add_(Epsilon), value: -stepSize);
        }
    }

    /// <summary>The moments under their parameter's name: <c>exp_avg.*</c> and <c>exp_avg_sq.*</c>. Not copies.</summary>
    public Dictionary<string, Tensor> State() => _slots
        .SelectMany(slot => new[] { ("exp_avg." + slot.Name, slot.Mean), ("exp_avg_sq." + slot.Name, slot.Square) })
        .ToDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">A moment is missing, too many, or has another shape than its parameter.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> state, long steps)
    {
        NamedTensors.Copy(state, State(), "optimiser state");
        Steps = steps;
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }

    private sealed record Slot(string Name, TorchSharp.Modules.Parameter Parameter, Tensor Mean, Tensor Square);
}
