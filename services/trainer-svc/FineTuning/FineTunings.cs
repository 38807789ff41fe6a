using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
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
        var dtype = spec.Precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var policy = dtype == ScalarType.Float32 ? unet : Open(dtype);
        policy.GradientCheckpointing = spec.GradientCheckpointing ?? false;
        if (spec.LoraRank is not { } rank)
        {
            return new FullFineTuning(unet, policy, Open(dtype));
        }

        var settings = new LoraSettings { Rank = rank, Alpha = spec.LoraAlpha, Seed = AlignmentSeeds.Lora(seed) };
        return new LoraFineTuning(unet, policy, () => Open(ScalarType.Float32), settings);

        UNet2DConditionModel Open(ScalarType dtype) => UNet2DConditionModel.FromPretrained(folder, dtype, device);
    }
}
