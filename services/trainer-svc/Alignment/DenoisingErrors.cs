using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>How far a model's prediction is from its own target (noise or velocity), for combinations of a sample's instructions and images.</summary>
internal sealed class DenoisingErrors(NoiseSchedule schedule, Conditioning conditioning)
{
    /// <summary>
    /// Mean squared errors over C, h, w: <c>[B, 2, 2]</c>, sample, instruction, image; NaN where not asked for. One pass of B times as many as are asked for.
    /// </summary>
    public Tensor Of(UNet2DConditionModel model, AlignmentBatch batch, Combinations combinations = Combinations.All) =>
        Of(model.forward, batch, combinations);

    /// <inheritdoc cref="Of(UNet2DConditionModel, AlignmentBatch, Combinations)"/>
    public Tensor Of(Denoiser model, AlignmentBatch batch, Combinations combinations = Combinations.All)
    {
        var (count, latent) = (batch.Latents.shape[0], batch.Latents.shape[2..]);
        var asked = combinations.Indices();
        var images = batch.Latents.reshape([count * 2, .. latent]);
        var noise = batch.Noise.repeat_interleave(2, dim: 0);
        var timesteps = batch.Timesteps.repeat_interleave(2);
        var image = tensor([.. asked.Select(index => index % 2)], device: images.device);
        var instruction = tensor([.. asked.Select(index => index / 2)], device: images.device);
        var noisy = ForEachAsked(schedule.AddNoise(images, noise, timesteps));
        var target = ForEachAsked(schedule.Target(images, noise, timesteps));

        var timeIds = batch.TimeIds?.index_select(1, image).reshape([count * asked.Length, -1]);
        var (hiddenStates, added) = conditioning.Rows(batch.Instructions.index_select(1, instruction).reshape(-1), timeIds);
        var prediction = model(noisy, batch.Timesteps.repeat_interleave(asked.Length), hiddenStates, added);
        return ByCombination((prediction - target).square().mean([1, 2, 3]).view(count, asked.Length), asked);

        Tensor ForEachAsked(Tensor perImage) =>
            perImage.view([count, 2, .. latent]).index_select(1, image).reshape([count * asked.Length, .. latent]);
    }

    /// <param name="errors"><c>[B, asked]</c>.</param>
    private static Tensor ByCombination(Tensor errors, long[] asked)
    {
        var unknown = full([errors.shape[0]], float.NaN, dtype: errors.dtype, device: errors.device);
        var columns = Enumerable.Range(0, 4).Select(index => Array.IndexOf(asked, index) is var place and >= 0 ? errors.select(1, place) : unknown);
        return stack(columns, dim: 1).view(-1, 2, 2);
    }
}
