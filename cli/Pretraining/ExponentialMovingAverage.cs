using static TorchSharp.torch;

namespace InstructEngine.Cli.Pretraining;

/// <summary>A running mean of parameters, with a shorter memory at the start.</summary>
internal sealed class ExponentialMovingAverage(IReadOnlyDictionary<string, Tensor> parameters, double decay) : IDisposable
{
    public Dictionary<string, Tensor> Shadow { get; } =
        parameters.ToDictionary(p => p.Key, p => p.Value.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);

    public void Update(long step)
    {
        var weight = 1 - Math.Min(decay, (1.0 + step) / (10.0 + step));
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in parameters)
        {
            Shadow[name].lerp_(parameter, weight);
        }
    }

    /// <summary>Runs an action with the averaged values in the parameters' place, and puts the trained values back.</summary>
    public void Apply(Action action)
    {
        Swap();
        try
        {
            action();
        }
        finally
        {
            Swap();
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Shadow.Values)
        {
            tensor.Dispose();
        }
    }

    private void Swap()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in parameters)
        {
            var trained = parameter.clone();
            parameter.copy_(Shadow[name]);
            Shadow[name].copy_(trained);
        }
    }
}
