using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>A sampler: the timesteps to visit and how a model's output leads from one sample to the next. Holds the state of one generation.</summary>
public interface IScheduler : IDisposable
{
    NoiseSchedule Schedule { get; }

    /// <summary>Timesteps in the order of the steps, whole numbers except for some Karras settings; more than asked for with PNDM.</summary>
    IReadOnlyList<double> Timesteps { get; }

    /// <summary>The standard deviation that the starting noise must have.</summary>
    double InitNoiseSigma { get; }

    /// <summary>Plans a generation and forgets the previous one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and the number of training timesteps.</exception>
    void SetTimesteps(int count);

    /// <summary>What the model must see of a sample at <paramref name="step"/>, the index into <see cref="Timesteps"/>.</summary>
    Tensor ScaleModelInput(Tensor sample, int step);

    /// <summary>The sample after <paramref name="step"/>; steps are taken in order.</summary>
    /// <param name="modelOutput">The model's (guided) output for the sample, of the sample's shape.</param>
    /// <param name="step">Index into <see cref="Timesteps"/>.</param>
    /// <param name="sample">The sample before the step, float32.</param>
    /// <param name="noise">Gives unit normal noise of the sample's shape; only called by samplers that add noise.</param>
    Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null);
}
