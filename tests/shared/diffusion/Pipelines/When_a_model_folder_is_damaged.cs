using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class When_a_model_folder_is_damaged : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;

    [Fact]
    public void A_folder_without_index_is_no_model() => Assert.Contains("model_index.json", Fault());

    [Theory]
    [InlineData("[]", "model_index.json")]
    [InlineData("{}", "StableDiffusionXLPipeline")]
    [InlineData("""{ "_class_name": "FluxPipeline" }""", "'FluxPipeline' is not supported")]
    [InlineData("""{ "_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"] }""", "has no vae")]
    public void The_index_is_named_with_what_it_lacks(string index, string said)
    {
        File.WriteAllText(Path.Combine(_folder, "model_index.json"), index);
        Assert.Contains(said, Fault());
    }

    [Theory]
    [InlineData("tokenizer_2", "vocab.json")]
    [InlineData("text_encoder_2", "config.json")]
    [InlineData("scheduler", "scheduler_config.json")]
    public void A_missing_part_is_named(string part, string file)
    {
        Save();
        Directory.Delete(Path.Combine(_folder, part), recursive: true);
        Assert.Contains(Path.Combine(part, file), Fault());
    }

    [Theory]
    [InlineData("tokenizer_2/tokenizer_config.json", "\"model_max_length\": 8", "\"model_max_length\": 9", "model_max_length is 9, but the text encoder's max_position_embeddings is 8")]
    [InlineData("unet/config.json", "\"addition_time_embed_dim\": 8", "\"addition_time_embed_dim\": 4", "input_dim is 60, but pooled text and 6 sizes make 36")]
    public void A_config_that_disagrees_with_another_part_is_named(string file, string text, string wrong, string said)
    {
        Save();
        var path = Path.Combine(_folder, file);
        Assert.Contains(text, File.ReadAllText(path));
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, wrong));
        Assert.Contains(said, Fault());
    }

    [Fact]
    public void A_size_that_is_no_size_leaves_the_usual_one()
    {
        Save();
        var path = Path.Combine(_folder, "unet", "config.json");
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(path), "\"sample_size\": 4", "\"sample_size\": []"));
        Assert.Equal(64 * 4, PipelineDescription.Read(_folder).DefaultSize);
    }

    [Fact]
    public void Parts_that_do_not_belong_together_are_named()
    {
        Save();
        var index = Path.Combine(_folder, "model_index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace("XLPipeline", "Pipeline").Replace("_encoder_2", "_encoder").Replace("tokenizer_2", "tokenizer"));
        Directory.Move(Path.Combine(_folder, "text_encoder_2"), Path.Combine(_folder, "text_encoder"));
        Directory.Move(Path.Combine(_folder, "tokenizer_2"), Path.Combine(_folder, "tokenizer"));
        Assert.Contains(_folder, Fault());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Save()
    {
        using var pipeline = TinyPipeline.Create();
        pipeline.SavePretrained(_folder);
    }

    private string Fault() => Assert.ThrowsAny<Exception>(() => TextToImagePipeline.FromPretrained(_folder)).Message;
}
