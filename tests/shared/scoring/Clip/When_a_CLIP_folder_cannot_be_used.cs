using InstructEngine.Diffusion.Models;
using InstructEngine.Scoring;

namespace InstructEngine.Shared.Tests.Scoring.Clip;

public sealed class When_a_CLIP_folder_cannot_be_used : IDisposable
{
    private readonly TinyClipFolder _folder = new();

    [Fact]
    public void Pickles_are_refused_and_it_is_said_how_to_get_safetensors()
    {
        File.Move(_folder["model.safetensors"], _folder["pytorch_model.bin"]);
        var e = Assert.Throws<FileNotFoundException>(Load);
        Assert.Contains("'pytorch_model.bin': pickles, which can run code and are refused", e.Message, StringComparison.Ordinal);
        Assert.Contains("save_pretrained(folder, safe_serialization=True)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_tokenizer_is_named_with_what_is_missing()
    {
        File.Delete(_folder["merges.txt"]);
        Assert.Contains("merges.txt: missing", Assert.Throws<InvalidDataException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_refused_before_it_is_used()
    {
        File.WriteAllText(_folder["tokenizer_config.json"], """{ "model_max_length": 77 }""");
        var e = Assert.Throws<InvalidDataException>(Load);
        Assert.Contains("up to 77 ids", e.Message, StringComparison.Ordinal);
        Assert.Contains("max_position_embeddings is 7", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_of_another_kind_of_model_is_refused()
    {
        File.WriteAllText(_folder["config.json"], """{ "model_type": "blip" }""");
        Assert.Throws<ModelConfigException>(Load);
    }

    [Theory]
    [InlineData("""{ "size": 336 }""", "size is 336; only 8 is supported")]
    [InlineData("""{ "crop_size": { "height": 7, "width": 7 } }""", "crop_size is 7; only 8")]
    [InlineData("""{ "size": { "shortest_edge": 9 } }""", "size is 9; only 8")]
    [InlineData("""{ "resample": 2 }""", "resample is 2; only 3")]
    [InlineData("""{ "do_center_crop": false }""", "do_center_crop is False; only True")]
    [InlineData("""{ "image_mean": [0.5] }""", "image_mean has 1 numbers")]
    [InlineData("""{ "image_mean": "grey" }""", "not a readable configuration")]
    [InlineData("not json", "not a readable configuration")]
    public void A_preparation_that_is_not_CLIPs_is_refused(string config, string said)
    {
        File.WriteAllText(_folder["preprocessor_config.json"], config);
        var e = Assert.Throws<InvalidDataException>(Load);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains("preprocessor_config.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_colours_of_a_preparation_are_taken()
    {
        var usual = Load().Fit([new("cat", TinyClipFolder.Image(1))])[0];
        File.WriteAllText(_folder["preprocessor_config.json"], """
            { "size": { "shortest_edge": 8 }, "crop_size": { "height": 8, "width": 8 }, "resample": 3, "do_resize": true, "do_center_crop": true, "do_normalize": true,
              "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711] }
            """);
        Assert.Equal(usual, Load().Fit([new("cat", TinyClipFolder.Image(1))])[0], 1e-6);
        File.WriteAllText(_folder["preprocessor_config.json"], """{ "image_mean": [0, 0, 0], "image_std": [1, 1, 1] }""");
        Assert.NotEqual(usual, Load().Fit([new("cat", TinyClipFolder.Image(1))])[0], 1e-3);
    }

    [Theory]
    [InlineData("clip-score", null, "needs the folder of its model")]
    [InlineData("image-quality", "x", "expected one of demo, clip-score, pick-score, hps-v2.1, aesthetic, image-reward")]
    public void A_scorer_that_cannot_be_named_so_is_refused(string name, string? folder, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => ImageScorers.Load(name, folder)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private IImageScorer Load() => ImageScorers.Load("clip-score", _folder.Path);
}
