using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>How far a model's prediction is from its own target (noise or velocity), for each combination of a sample's instructions and images.</summary>
internal sealed class DenoisingErrors(NoiseSchedule schedule, Conditioning conditioning)
{
    /// <summary>Mean squared errors over C, h, w: <c>[B, 2, 2]</c>, sample, instruction, image. One pass of 4·B.</summary>
    public Tensor Of(UNet2DConditionModel model, AlignmentBatch batch) => Of(model.forward, batch);

    /// <inheritdoc cref="Of(UNet2DConditionModel, AlignmentBatch)"/>
    public Tensor Of(Denoiser model, AlignmentBatch batch)
    {
        var (count, latent) = (batch.Latents.shape[0], batch.Latents.shape[2..]);
        var images = batch.Latents.reshape([count * 2, .. latent]);
        var noise = batch.Noise.repeat_interleave(2, dim: 0);
        var timesteps = batch.Timesteps.repeat_interleave(2);
        var noisy = ForEachInstruction(schedule.AddNoise(images, noise, timesteps));
        var target = ForEachInstruction(schedule.Target(images, noise, timesteps));

        var (hiddenStates, added) = conditioning.Rows(batch.Instructions.reshape(-1).repeat_interleave(2));
        var prediction = model(noisy, batch.Timesteps.repeat_interleave(4), hiddenStates, added);
        return (prediction - target).square().mean([1, 2, 3]).view(count, 2, 2);

        Tensor ForEachInstruction(Tensor perImage) =>
            perImage.view([count, 1, 2, .. latent]).expand([count, 2, 2, .. latent]).reshape([count * 4, .. latent]);
    }
}
