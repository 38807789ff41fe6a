using InstructEngine.Diffusion.Text;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>Do the parts of a pipeline belong together?</summary>
internal static class PipelineParts
{
    private const int TimeIds = 6;

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

        RequireReadable(pipeline.TextEncoding);
        RequireReadable(pipeline.TextEncoding2);
        if (pipeline.IsXL)
        {
            RequireAddedWidth(pipeline);
        }

        if (pipeline.Vae.Config.LatentChannels != pipeline.Unet.Config.InChannels)
        {
            throw new ArgumentException($"The UNet's in_channels is {pipeline.Unet.Config.InChannels}, but the vae has {pipeline.Vae.Config.LatentChannels} latent_channels.");
        }
    }

    private static void RequireReadable(TextEncoding? encoding)
    {
        if (encoding is null)
        {
            return;
        }

        var (tokenizer, config) = (encoding.Tokenizer, encoding.Model.Config);
        if (tokenizer.ModelMaxLength > config.MaxPositionEmbeddings)
        {
            throw new ArgumentException(
                $"The tokenizer's model_max_length is {tokenizer.ModelMaxLength}, but the text encoder's max_position_embeddings is {config.MaxPositionEmbeddings}.");
        }

        if (tokenizer.LargestTokenId >= config.VocabSize)
        {
            throw new ArgumentException($"The tokenizer has ids up to {tokenizer.LargestTokenId}, but the text encoder's vocab_size is {config.VocabSize}.");
        }
    }

    private static void RequireAddedWidth(TextToImagePipeline pipeline)
    {
        var (unet, text) = (pipeline.Unet.Config, pipeline.TextEncoding2!.Model.Config);
        var width = text.ProjectionDim + TimeIds * unet.AdditionTimeEmbedDim!.Value;
        if (width != unet.ProjectionClassEmbeddingsInputDim)
        {
            throw new ArgumentException(
                $"The UNet's projection_class_embeddings_input_dim is {unet.ProjectionClassEmbeddingsInputDim}, but pooled text and {TimeIds} sizes make {width}.");
        }
    }
}
