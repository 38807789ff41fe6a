using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Vision.Blip;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Shared.Tests.Diffusion.Vision.Blip;

/// <summary>Held against what is publicly known of its two halves.</summary>
public sealed class BLIP_has_the_published_shape
{
    [Fact]
    public void Of_ViT_L_16_without_its_classifier_and_BERT_base_with_cross_attention()
    {
        using var model = Layers.WithoutStorage(() => new BlipModel(BlipConfig.Large));
        var state = ModelWeights.Tensors(model);

        // ViT-L/16 at 224 pixels has 304,326,632 parameters, of which its classifier of 1000 classes 1,025,000.
        Assert.Equal(304_326_632 - 1_025_000, Count("visual_encoder."));

        // BERT base has 109,482,240; its pooler and its two types of segments are not there, two words are new ([DEC], [ENC]).
        const int pooler = (768 * 768) + 768, types = 2 * 768, words = 2 * 768;
        const int crossAttention = (2 * ((768 * 768) + 768)) + (2 * ((1024 * 768) + 768)) + (2 * 768);
        Assert.Equal(109_482_240 - pooler - types + words + (12 * crossAttention), Count("text_encoder."));

        long Count(string prefix) => state.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(entry => entry.Value.NumberOfElements);
    }

    [Theory]
    [InlineData("visual_encoder.pos_embed", 1, 197, 1024)]
    [InlineData("visual_encoder.cls_token", 1, 1, 1024)]
    [InlineData("visual_encoder.patch_embed.proj.weight", 1024, 3, 16, 16)]
    [InlineData("visual_encoder.blocks.23.attn.qkv.weight", 3072, 1024)]
    [InlineData("visual_encoder.blocks.0.mlp.fc1.bias", 4096)]
    [InlineData("text_encoder.embeddings.word_embeddings.weight", 30524, 768)]
    [InlineData("text_encoder.embeddings.LayerNorm.bias", 768)]
    [InlineData("text_encoder.encoder.layer.11.attention.self.query.weight", 768, 768)]
    [InlineData("text_encoder.encoder.layer.11.crossattention.self.key.weight", 768, 1024)]
    [InlineData("text_encoder.encoder.layer.0.crossattention.output.LayerNorm.weight", 768)]
    [InlineData("text_encoder.encoder.layer.0.intermediate.dense.weight", 3072, 768)]
    [InlineData("text_encoder.encoder.layer.0.output.dense.weight", 768, 3072)]
    public void With_the_authors_names(string name, params int[] shape)
    {
        using var model = Layers.WithoutStorage(() => new BlipModel(BlipConfig.Large));
        Assert.Equal(shape.Select(size => (long)size), ModelWeights.Tensors(model)[name].shape);
    }
}
