using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

public sealed class When_a_text_model_folder_is_damaged : IDisposable
{
    private static readonly ClipTextConfig Config = new() { VocabSize = 5, HiddenSize = 4, IntermediateSize = 8, NumAttentionHeads = 1, NumHiddenLayers = 1 };
    private readonly string _folder = Directory.CreateTempSubdirectory("text").FullName;

    [Theory]
    [InlineData("""{ "hidden_act": "swish" }""", "hidden_act", "swish")]
    [InlineData("""{ "num_hidden_layers": 0 }""", "num_hidden_layers", "is 0")]
    [InlineData("""{ "hidden_size": 10, "num_attention_heads": 4 }""", "num_attention_heads", "is 4; must divide hidden_size, 10")]
    [InlineData("""{ "layer_norm_eps": 0 }""", "layer_norm_eps", "is 0")]
    [InlineData("""{ "model_type": "clip", "text_config": {} }""", "model_type", "\"clip_text_model\" is wanted")]
    [InlineData("""{ "hidden_size": "wide" }""", "$.hidden_size", "config.json")]
    [InlineData("", "(file)", "config.json")]
    [InlineData("null", "(file)", "not a JSON object")]
    public void The_field_or_file_is_named(string config, string field, string said)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), config);
        var e = Assert.Throws<ModelConfigException>(() => CLIPTextModel.FromPretrained(_folder));
        Assert.Equal(field, e.Field);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_configuration_is_named() =>
        Assert.Contains("config.json", Assert.Throws<FileNotFoundException>(() => CLIPTextModel.FromPretrained(_folder)).Message);

    [Fact]
    public void Missing_weights_are_named()
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), "{}");
        Assert.Contains("model.safetensors", Assert.Throws<FileNotFoundException>(() => CLIPTextModel.FromPretrained(_folder)).Message);
    }

    [Fact]
    public void Weights_of_another_shape_are_named()
    {
        new CLIPTextModel(Config).SavePretrained(_folder);
        File.WriteAllText(Path.Combine(_folder, "config.json"), """{ "vocab_size": 6, "hidden_size": 4, "intermediate_size": 8, "num_attention_heads": 1, "num_hidden_layers": 1 }""");
        var said = Assert.Throws<SafetensorsException>(() => CLIPTextModel.FromPretrained(_folder)).Message;
        Assert.Contains("text_model.embeddings.token_embedding.weight", said, StringComparison.Ordinal);
        Assert.Contains("[5, 4]", said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
