using InstructEngine.Diffusion.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>
/// What of a UNet is trained, and what stays as the reference. Predictions may be asked for by several threads at once; all else is for one.
/// </summary>
internal interface IFineTuning : IDisposable
{
    /// <summary>What the optimiser moves and a checkpoint holds: float32, in a fixed order.</summary>
    IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    /// <summary>
    /// What a loss is differentiated by, in the order of <see cref="Parameters"/>: these themselves, or copies of them in the precision of the computation.
    /// </summary>
    IReadOnlyList<Tensor> Leaves { get; }

    /// <summary>Content hash of the base's UNet in float32: what the reference is made of, whatever the precision and whatever is trained.</summary>
    string ReferenceHash { get; }

    /// <summary>The prediction of the model being aligned, float32. Takes what a <see cref="Alignment.Denoiser"/> takes.</summary>
    Tensor Predict(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added);

    /// <summary>The prediction of the frozen reference, float32 and without gradient.</summary>
    Tensor PredictReference(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added);

    /// <summary>Has to be called after <see cref="Parameters"/> were changed, and before the next prediction.</summary>
    void ParametersChanged();

    /// <summary>The aligned model as others load it.</summary>
    /// <param name="parameters">Values to take in place of those of <see cref="Parameters"/>, by name: their average, or themselves.</param>
    AlignedWeights Publish(IReadOnlyDictionary<string, Tensor> parameters);
}
