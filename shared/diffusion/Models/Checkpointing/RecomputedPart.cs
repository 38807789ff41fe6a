using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Checkpointing;

/// <summary>A part of a model at given inputs, which is run once without and once with a record for its gradient.</summary>
/// <remarks>
/// The inputs are kept by handles of its own and not by autograd's saved variables: TorchSharp lets go of those only with the whole graph, these go as
/// soon as the part's gradient is there, so that memory falls while the gradient is computed. One gradient can be had.
/// </remarks>
internal sealed class RecomputedPart
{
    /// <summary>Gradients that autograd took over when it called; they are its own by the next call.</summary>
    [ThreadStatic]
    private static List<Tensor>? t_handedOver;

    private readonly Func<Tensor, Tensor, Tensor> _forward;
    private readonly Tensor _x, _condition;
    private readonly Parameter[] _parameters;
    private Tensor? _output;

    public RecomputedPart(Func<Tensor, Tensor, Tensor> forward, Tensor x, Tensor condition, Parameter[] parameters)
    {
        (_forward, _parameters) = (forward, parameters);
        _x = Keep(x);
        _condition = Keep(condition);
    }

    public Tensor Forward() => _output = _forward(_x, _condition);

    /// <summary>Autograd has made a tensor of its own of the output.</summary>
    public void ForgetOutput()
    {
        _output?.Dispose();
        _output = null;
    }

    /// <returns>A gradient for each argument of <see cref="RecomputedFunction"/>, null for those without.</returns>
    public List<Tensor> Backward(Tensor gradient)
    {
        t_handedOver?.ForEach(tensor => tensor.Dispose());
        using var scope = NewDisposeScope();
        using var recorded = enable_grad();
        Tensor[] inputs = [_x, _condition, .. _parameters];
        var sought = inputs.Where(input => input.requires_grad).ToList();
        var found = new Queue<Tensor>(autograd.grad([_forward(_x, _condition)], sought, [gradient], allow_unused: true));

        // The first argument is the part itself. A parameter has none where its adapter is off.
        var gradients = inputs.Select(input => input.requires_grad ? found.Dequeue() : null).Prepend(null).ToList();
        t_handedOver = [.. gradients.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).Select(tensor => tensor.DetachFromDisposeScope())];
        gradient.Dispose();
        _x.Dispose();
        _condition.Dispose();
        return gradients!;
    }

    private static Tensor Keep(Tensor input)
    {
        var kept = input.detach().DetachFromDisposeScope();
        kept.requires_grad = input.requires_grad;
        return kept;
    }
}
