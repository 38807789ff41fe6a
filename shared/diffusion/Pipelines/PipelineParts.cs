using InstructEngine.Diffusion.Text;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>Do the parts of a pipeline belong together?</summary>
internal static class PipelineParts
{
    public static void Require(TextToImagePipeline pipeline)
    {
        if (pipeline.IsXL && pipeline.TextEncoding2?.Model is not CLIPTextModelWithProjection)
        {
            throw new ArgumentException("The UNet takes pooled text (addition_embed_type text_time), so a text_encoder_2 with projection is needed.");
        }

        if (!pipeline.IsXL && (pipeline.TextEncoding is null || pipeline.TextEncoding2 is not null))
        {
            throw new ArgumentException("The UNet takes no pooled text (addition_embed_type null), so one text_encoder is needed, and no text_encoder_2.");
        }

        var width = (pipeline.TextEncoding?.Model.Config.HiddenSize ?? 0) + (pipeline.TextEncoding2?.Model.Config.HiddenSize ?? 0);
        if (width != pipeline.Unet.Config.CrossAttentionDim[0])
        {
            throw new ArgumentException($"The UNet's cross_attention_dim is {pipeline.Unet.Config.CrossAttentionDim}, but the text encoders are {width} wide.");
        }

        if (pipeline.Vae.Config.LatentChannels != pipeline.Unet.Config.InChannels)
        {
            throw new ArgumentException($"The UNet's in_channels is {pipeline.Unet.Config.InChannels}, but the vae has {pipeline.Vae.Config.LatentChannels} latent_channels.");
        }
    }
}
