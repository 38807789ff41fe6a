using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>Refuses inputs of wrong shapes with words instead of libtorch's.</summary>
internal static class UNetInputs
{
    public static void Check(UNet2DConditionConfig config, Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added)
    {
        if (sample.Dimensions != 4 || sample.shape[1] != config.InChannels)
            throw new ArgumentException($"sample is {Text(sample)}; [B, {config.InChannels}, H, W] is wanted.", nameof(sample));
        var batch = sample.shape[0];
        if (timesteps.Dimensions > 1 || (timesteps.NumberOfElements != 1 && timesteps.NumberOfElements != batch))
            throw new ArgumentException($"timesteps is {Text(timesteps)}; one number, or one for each of the {batch} samples, is wanted.", nameof(timesteps));
        if (encoderHiddenStates.Dimensions != 3 || encoderHiddenStates.shape[0] != batch || encoderHiddenStates.shape[2] != config.CrossAttentionDim[0])
        {
            throw new ArgumentException(
                $"encoderHiddenStates is {Text(encoderHiddenStates)}; [{batch}, T, {config.CrossAttentionDim[0]}] is wanted.", nameof(encoderHiddenStates));
        }

        if (added is null != config.AdditionEmbedType is null)
        {
            throw new ArgumentException(added is null
                ? "added is missing; this model's addition_embed_type is \"text_time\"."
                : "added was given; this model has no addition_embed_type.", nameof(added));
        }

        if (added is not null)
            CheckAdded(config, batch, added);
    }

    private static void CheckAdded(UNet2DConditionConfig config, long batch, AddedConditions added)
    {
        var (text, ids) = (added.TextEmbeds, added.TimeIds);
        var wanted = config.ProjectionClassEmbeddingsInputDim!.Value;
        if (text.Dimensions != 2 || ids.Dimensions != 2 || text.shape[0] != batch || ids.shape[0] != batch
            || text.shape[1] + ids.shape[1] * config.AdditionTimeEmbedDim!.Value != wanted)
        {
            throw new ArgumentException($"added has TextEmbeds {Text(text)} and TimeIds {Text(ids)}; [{batch}, P] and [{batch}, N] with "
                + $"P + {config.AdditionTimeEmbedDim}·N = {wanted} are wanted.", nameof(added));
        }
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
