using System.Diagnostics;
using System.Text.Json.Nodes;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>Numbers that would take hours or all memory to begin with.</summary>
public sealed class When_a_config_asks_for_the_impossible
{
    private const string Many = "2000000000";

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("in_channels", Many)]
    [InlineData("out_channels", "-4")]
    [InlineData("block_out_channels", $"[8, {Many}]")]
    [InlineData("block_out_channels", "[8, -16]")]
    [InlineData("block_out_channels", "[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]")]
    [InlineData("layers_per_block", Many)]
    [InlineData("layers_per_block", $"[1, {Many}]")]
    [InlineData("layers_per_block", "900", "blocks")]
    [InlineData("transformer_layers_per_block", Many)]
    [InlineData("transformer_layers_per_block", "900", "blocks", "layers_per_block")]
    [InlineData("reverse_transformer_layers_per_block", "[1, 2000000000]")]
    [InlineData("attention_head_dim", Many)]
    [InlineData("attention_head_dim", "0")]
    [InlineData("cross_attention_dim", Many)]
    [InlineData("norm_num_groups", Many)]
    [InlineData("norm_eps", "1e999", "finite")]
    [InlineData("freq_shift", "1e999", "finite")]
    [InlineData("mid_block_scale_factor", "-1")]
    [InlineData("downsample_padding", Many)]
    [InlineData("conv_in_kernel", "1000001")]
    [InlineData("conv_out_kernel", "2")]
    [InlineData("time_embedding_dim", Many)]
    [InlineData("sample_size", Many)]
    [InlineData("sample_size", "[8, -8]")]
    [InlineData("addition_time_embed_dim", Many)]
    [InlineData("projection_class_embeddings_input_dim", Many)]
    [InlineData("cross_attention_dim", "99999999999999", "whole number")]
    public void A_UNet_is_refused_at_once(string field, string value, string said = "", string? named = null) =>
        Refused(new UNet2DConditionModel(TinyModels.UNetWithAddedConditions).SavePretrained, UNet2DConditionModel.FromPretrained, field, value, said, named);

    [Theory]
    [InlineData("in_channels", Many)]
    [InlineData("out_channels", Many)]
    [InlineData("latent_channels", Many)]
    [InlineData("block_out_channels", "[2000000000, 16]")]
    [InlineData("block_out_channels", "[]")]
    [InlineData("block_out_channels", "[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]")]
    [InlineData("layers_per_block", Many)]
    [InlineData("layers_per_block", "900")]
    [InlineData("norm_num_groups", Many)]
    [InlineData("sample_size", Many)]
    [InlineData("scaling_factor", "1e999")]
    public void An_autoencoder_is_refused_at_once(string field, string value) =>
        Refused(new AutoencoderKL(TinyModels.Autoencoder).SavePretrained, AutoencoderKL.FromPretrained, field, value);

    [Theory]
    [InlineData("vocab_size", Many)]
    [InlineData("hidden_size", Many)]
    [InlineData("intermediate_size", Many)]
    [InlineData("num_hidden_layers", Many)]
    [InlineData("num_hidden_layers", "0")]
    [InlineData("num_attention_heads", Many)]
    [InlineData("max_position_embeddings", Many)]
    [InlineData("projection_dim", Many)]
    [InlineData("layer_norm_eps", "1e999")]
    [InlineData("initializer_factor", "-1")]
    public void A_text_model_is_refused_at_once(string field, string value)
    {
        Refused(new CLIPTextModel(TinyModels.Clip.TextConfig).SavePretrained, CLIPTextModel.FromPretrained, field, value);
        Refused(new CLIPTextModelWithProjection(TinyModels.Clip.TextConfig).SavePretrained, CLIPTextModelWithProjection.FromPretrained, field, value);
    }

    [Theory]
    [InlineData("hidden_size", Many)]
    [InlineData("intermediate_size", Many)]
    [InlineData("num_hidden_layers", Many)]
    [InlineData("num_attention_heads", Many)]
    [InlineData("num_channels", Many)]
    [InlineData("image_size", Many)]
    [InlineData("patch_size", Many)]
    [InlineData("projection_dim", Many)]
    [InlineData("initializer_range", "1e999")]
    public void A_vision_model_is_refused_at_once(string field, string value) =>
        Refused(new CLIPVisionModelWithProjection(TinyModels.Clip.VisionConfig).SavePretrained, CLIPVisionModelWithProjection.FromPretrained, field, value);

    /// <summary>What a config may have, but this model's weights do not: an embedding of 17 GB is not made to find that out.</summary>
    [Theory]
    [InlineData("vocab_size", "10000000", "token_embedding")]
    [InlineData("max_position_embeddings", "65536", "position_embedding")]
    public void Weights_that_are_not_there_take_no_memory(string field, string value, string named)
    {
        using var folder = new TemporaryFolder();
        new CLIPTextModel(TinyModels.Clip.TextConfig).SavePretrained(folder.Path);
        Change(folder, field, value);
        Change(folder, "hidden_size", "65536");

        var watch = Stopwatch.StartNew();
        var e = Assert.Throws<SafetensorsException>(() => CLIPTextModel.FromPretrained(folder.Path));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce);
        Assert.Contains($"{named}.weight' is", e.Message, StringComparison.Ordinal);
        Assert.Contains($"but [{value}, 65536] in the model", e.Message, StringComparison.Ordinal);
    }

    private static void Refused<T>(
        Action<string, ScalarType> save, Func<string, ScalarType, Device?, T> load, string field, string value, string said = "", string? named = null)
    {
        TorchRuntime.EnsureLoaded();
        using var folder = new TemporaryFolder();
        save(folder.Path, ScalarType.Float32);
        var path = Change(folder, field, value);

        var watch = Stopwatch.StartNew();
        var e = Assert.Throws<ModelConfigException>(() => load(folder.Path, ScalarType.Float32, null));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce);
        Assert.EndsWith(named ?? field, e.Field, StringComparison.Ordinal);
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        if (value == Many)
            Assert.Contains(Many, e.Message, StringComparison.Ordinal);
    }

    private static string Change(TemporaryFolder folder, string field, string value)
    {
        var path = Path.Combine(folder.Path, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        config[field] = JsonNode.Parse(value);
        File.WriteAllText(path, config.ToJsonString());
        return path;
    }
}
