using InstructEngine.Diffusion.Models;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class When_a_config_asks_for_the_unknown
{
    [Theory]
    [InlineData("""{"down_block_types": ["AttnDownBlock2D", "DownBlock2D"]}""", "down_block_types", "AttnDownBlock2D")]
    [InlineData("""{"up_block_types": ["UpBlock2D"]}""", "up_block_types", "1 entries")]
    [InlineData("""{"mid_block_type": "UNetMidBlock2D"}""", "mid_block_type", "UNetMidBlock2D")]
    [InlineData("""{"mid_block_type": null}""", "mid_block_type", "")]
    [InlineData("""{"act_fn": "gelu"}""", "act_fn", "gelu")]
    [InlineData("""{"class_embed_type": "timestep"}""", "class_embed_type", "timestep")]
    [InlineData("""{"num_attention_heads": 8}""", "num_attention_heads", "8")]
    [InlineData("""{"addition_embed_type": "image"}""", "addition_embed_type", "image")]
    [InlineData("""{"addition_embed_type": "text_time"}""", "addition_time_embed_dim", "positive")]
    [InlineData("""{"block_out_channels": [9, 16]}""", "block_out_channels", "norm_num_groups")]
    [InlineData("""{"attention_head_dim": 3}""", "attention_head_dim", "divide")]
    [InlineData("""{"layers_per_block": [1, 1, 1]}""", "layers_per_block", "3 numbers")]
    [InlineData("""{"cross_attention_dim": "wide"}""", "cross_attention_dim", "")]
    [InlineData("""{"_class_name": "UNet3DConditionModel"}""", "_class_name", "UNet3DConditionModel")]
    public void The_UNet_field_is_named(string change, string field, string word) =>
        Refused(change, field, word, folder => new UNet2DConditionModel(TinyModels.UNet).SavePretrained(folder), UNet2DConditionModel.FromPretrained);

    [Theory]
    [InlineData("""{"down_block_types": ["AttnDownEncoderBlock2D", "DownEncoderBlock2D"]}""", "down_block_types", "AttnDownEncoderBlock2D")]
    [InlineData("""{"shift_factor": 0.1}""", "shift_factor", "0.1")]
    [InlineData("""{"act_fn": "relu"}""", "act_fn", "relu")]
    [InlineData("""{"scaling_factor": 0}""", "scaling_factor", "positive")]
    public void The_autoencoder_field_is_named(string change, string field, string word) =>
        Refused(change, field, word, folder => new AutoencoderKL(TinyModels.Autoencoder).SavePretrained(folder), AutoencoderKL.FromPretrained);

    private static void Refused<T>(string change, string field, string word, Action<string> save, Func<string, TorchSharp.torch.ScalarType, TorchSharp.torch.Device?, T> load)
    {
        using var folder = new TemporaryFolder();
        save(folder.Path);
        var path = Path.Combine(folder.Path, "config.json");
        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (var (key, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
            config[key] = value?.DeepClone();
        File.WriteAllText(path, config.ToJsonString());

        var e = Assert.Throws<ModelConfigException>(() => load(folder.Path, TorchSharp.torch.ScalarType.Float32, null));
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
        Assert.Contains(word, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }
}
