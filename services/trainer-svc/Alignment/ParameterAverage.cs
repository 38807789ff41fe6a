using InstructEngine.TrainerService.FineTuning;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// The exponential moving average of trained parameters (arXiv 2006.11239, B), with the ramp of diffusers: a share of min(decay, (1 + n) / (10 + n)) is
/// kept at the n-th update, so that a short training's average is not the base model.
/// </summary>
internal sealed class ParameterAverage : IDisposable
{
    private readonly List<(string Name, Parameter Parameter, Tensor Average)> _slots = [];
    private readonly double _decay;

    public ParameterAverage(IEnumerable<(string Name, Parameter Parameter)> parameters, double decay)
    {
        _decay = decay;
        using var noGrad = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            _slots.Add((name, parameter, parameter.clone().DetachFromDisposeScope()));
        }
    }

    /// <summary>Takes in the parameters as they are now.</summary>
    /// <param name="step">Optimiser steps done, from 1.</param>
    public void Update(long step)
    {
        using var noGrad = no_grad();
        var updates = step - 1;
        var kept = updates <= 0 ? 0 : Math.Min(_decay, (1.0 + updates) / (10 + updates));
        foreach (var (_, parameter, average) in _slots)
        {
            average.mul_(kept).add_(parameter, alpha: 1 - kept);
        }
    }

    /// <summary>By the parameters' names. Not copies.</summary>
    public Dictionary<string, Tensor> State() => _slots.ToDictionary(slot => slot.Name, slot => slot.Average);

    /// <exception cref="InvalidDataException">One is missing, too many, or has another shape than its parameter.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> state) => NamedTensors.Copy(state, State(), "average");

    public void Dispose() => _slots.ForEach(slot => slot.Average.Dispose());
}
