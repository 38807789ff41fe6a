using InstructEngine.Diffusion.Lora;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>
/// An aligned model for others to load. It is the whole UNet even where only an adapter was trained: evaluation, exports and subscribers then need to
/// know nothing of how it was made, and the hash is that of the model which they draw with.
/// </summary>
/// <param name="owned">What is disposed of with it.</param>
internal sealed class AlignedWeights(IReadOnlyDictionary<string, Tensor> unet, LoraAdapter? adapter = null, params IDisposable[] owned) : IDisposable
{
    /// <summary>Float32 tensors by their names in the base's file.</summary>
    public IReadOnlyDictionary<string, Tensor> UNet => unet;

    /// <summary>What was trained, where that is a LoRA; detached.</summary>
    public LoraAdapter? Adapter => adapter;

    public void Dispose()
    {
        adapter?.Dispose();
        foreach (var one in owned)
        {
            one.Dispose();
        }
    }
}
