using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.TrainerService.Alignment;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>Makes what a spec asks for.</summary>
internal static class FineTunings
{
    /// <param name="unet">The base's UNet in float32; the caller's to dispose of, after the result.</param>
    /// <param name="folder">Where it was read from, for copies of it.</param>
    /// <param name="seed">The run's seed.</param>
    public static IFineTuning Create(TrainingSpec spec, UNet2DConditionModel unet, string folder, Device device, long seed)
    {
        if (spec.LoraRank is { } rank)
        {
            var settings = new LoraSettings { Rank = rank, Alpha = spec.LoraAlpha, Seed = AlignmentSeeds.Lora(seed) };
            return new LoraFineTuning(unet, () => Open(ScalarType.Float32), ModelWeights.Hash(unet), settings);
        }

        return new FullFineTuning(unet, unet, Open(ScalarType.Float32));

        UNet2DConditionModel Open(ScalarType dtype) => UNet2DConditionModel.FromPretrained(folder, dtype, device);
    }
}
