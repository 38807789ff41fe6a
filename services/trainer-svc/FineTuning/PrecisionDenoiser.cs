using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>A UNet that computes in its own dtype for callers in float32.</summary>
internal static class PrecisionDenoiser
{
    /// <returns>Float32: errors are squared and averaged in it, whatever the model computes in.</returns>
    public static Tensor PredictInItsPrecision(
        this UNet2DConditionModel unet, ScalarType dtype, Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added)
    {
        if (dtype == ScalarType.Float32)
        {
            return unet.forward(sample, timesteps, encoderHiddenStates, added);
        }

        using var scope = NewDisposeScope();

        // Time ids stay as they are: a size like 1023 has no bfloat16, and the model embeds them in float32.
        var rounded = added is null ? null : added with { TextEmbeds = added.TextEmbeds.to(dtype) };
        return unet.forward(sample.to(dtype), timesteps, encoderHiddenStates.to(dtype), rounded).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
