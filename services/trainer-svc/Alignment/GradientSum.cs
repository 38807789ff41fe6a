using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Gradients of the parts of a batch, added up in float32 whatever their own dtype; always in the order in which they are given.</summary>
internal sealed class GradientSum
{
    private List<Tensor>? _sums;

    /// <param name="gradients">Taken over.</param>
    public void Add(IEnumerable<Tensor> gradients)
    {
        using var scope = NewDisposeScope();
        if (_sums is null)
        {
            _sums = [.. gradients.Select(InFloat32)];
            return;
        }

        foreach (var (sum, gradient) in _sums.Zip(gradients))
        {
            sum.add_(gradient);
            gradient.Dispose();
        }
    }

    public void Add(GradientSum other) => Add(other.Take());

    /// <summary>The sums, which are the caller's then.</summary>
    public IReadOnlyList<Tensor> Take()
    {
        var sums = _sums ?? throw new InvalidOperationException("No gradient was added.");
        _sums = null;
        return sums;
    }

    private static Tensor InFloat32(Tensor gradient)
    {
        if (gradient.dtype == float32)
        {
            return gradient.DetachFromDisposeScope();
        }

        var converted = gradient.to(float32).DetachFromDisposeScope();
        gradient.Dispose();
        return converted;
    }
}
