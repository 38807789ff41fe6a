using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>The last few model outputs of a multistep sampler, newest first; they outlive the dispose scope of their step.</summary>
internal sealed class ModelOutputHistory(int capacity) : IDisposable
{
    private readonly List<Tensor> _outputs = new(capacity + 1);

    public int Count => _outputs.Count;

    public Tensor this[int age] => _outputs[age];

    public void Push(Tensor output)
    {
        _outputs.Insert(0, output.clone().DetachFromDisposeScope());
        if (_outputs.Count > capacity)
        {
            _outputs[capacity].Dispose();
            _outputs.RemoveAt(capacity);
        }
    }

    public void Clear()
    {
        _outputs.ForEach(output => output.Dispose());
        _outputs.Clear();
    }

    public void Dispose() => Clear();
}
