using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

public sealed class When_a_text_model_folder_is_damaged : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("text").FullName;

    [Theory]
    [InlineData("""{ "hidden_act": "swish" }""", "hidden_act 'swish'")]
    [InlineData("""{ "num_hidden_layers": 0 }""", "num_hidden_layers is 0")]
    [InlineData("""{ "hidden_size": 10, "num_attention_heads": 4 }""", "num_attention_heads 4 does not divide hidden_size 10")]
    [InlineData("""{ "layer_norm_eps": 0 }""", "layer_norm_eps is 0")]
    [InlineData("""{ "hidden_size": "wide" }""", "config.json")]
    [InlineData("", "config.json")]
    [InlineData("null", "config.json")]
    public void The_field_or_file_is_named(string config, string said)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), config);
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => CLIPTextModel.FromPretrained(_folder)).Message);
    }

    [Fact]
    public void A_missing_configuration_is_named() =>
        Assert.Contains("config.json", Assert.Throws<InvalidDataException>(() => CLIPTextModel.FromPretrained(_folder)).Message);

    [Fact]
    public void Missing_weights_are_named()
    {
        new ClipTextConfig { VocabSize = 5, HiddenSize = 4, NumAttentionHeads = 1, NumHiddenLayers = 1 }.Save(Path.Combine(_folder, "config.json"));
        Assert.Contains("model.safetensors", Assert.Throws<InvalidDataException>(() => CLIPTextModel.FromPretrained(_folder)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
