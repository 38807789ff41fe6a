using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_generate_cannot_use_the_model(TinyModelFolder model) : IDisposable
{
    private const string Weights = "diffusion_pytorch_model.safetensors";

    private readonly TestFolder _folder = new();

    [Fact]
    public Task A_missing_folder() => IsTold("there is no such folder", _folder.File("nothing"));

    [Fact]
    public Task A_file() => IsTold("a file; name a model folder", _folder.Write("model.safetensors", "x"));

    [Fact]
    public Task A_folder_without_index() => IsTold("model_index.json", _folder.Models("demo-base"));

    [Theory]
    [InlineData("tokenizer_2/vocab.json")]
    [InlineData("tokenizer_2/merges.txt")]
    [InlineData("text_encoder_2/config.json")]
    [InlineData("text_encoder_2/model.safetensors")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("unet/config.json")]
    [InlineData($"unet/{Weights}")]
    [InlineData("vae/config.json")]
    [InlineData($"vae/{Weights}")]
    public async Task A_missing_file(string file)
    {
        var copy = Copy();
        File.Delete(Path.Combine(copy, file));
        await IsTold(Path.GetFileName(file), copy);
    }

    [Theory]
    [InlineData("model_index.json")]
    [InlineData("tokenizer_2/vocab.json")]
    [InlineData("text_encoder_2/config.json")]
    [InlineData("text_encoder_2/model.safetensors")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("unet/config.json")]
    [InlineData($"unet/{Weights}")]
    [InlineData($"vae/{Weights}")]
    public async Task A_file_that_is_cut_off(string file)
    {
        var copy = Copy();
        var path = Path.Combine(copy, file);
        using (var stream = File.OpenWrite(path))
            stream.SetLength(stream.Length / 2);
        await IsTold(Path.GetFileName(file), copy);
    }

    [Theory]
    [InlineData("unet/config.json", "\"cross_attention_dim\": 16", "\"cross_attention_dim\": 24", "attn2.to_k.weight' is [16, 16] in the file but [16, 24] in the model")]
    [InlineData("unet/config.json", "CrossAttnDownBlock2D", "AttnDownBlock2D", "unet/config.json, 'down_block_types'")]
    [InlineData("unet/config.json", "\"layers_per_block\": 1", "\"layers_per_block\": 2000000000", "config.json, 'layers_per_block': is 2000000000; must be positive and at most 1000")]
    [InlineData("unet/config.json", "\"sample_size\": 8", "\"sample_size\": 60000", "own size is 240000x240000")]
    [InlineData("tokenizer_2/vocab.json", "\"!\":0,", "\"!\":2000000000,", "ids up to 2000000000, but the text encoder's vocab_size is")]
    [InlineData("scheduler/scheduler_config.json", "\"num_train_timesteps\": 1000", "\"num_train_timesteps\": 2000000000", "num_train_timesteps is 2000000000; 1 to 100000")]
    [InlineData("vae/config.json", "\"latent_channels\": 4", "\"latent_channels\": 8", "in the file but")]
    [InlineData("vae/config.json", "\"norm_num_groups\": 4", "\"norm_num_groups\": 3", "norm_num_groups")]
    [InlineData("text_encoder_2/config.json", "\"hidden_size\": 16", "\"hidden_size\": 32", "[")]
    [InlineData("scheduler/scheduler_config.json", "v_prediction", "sample", "prediction_type 'sample'")]
    [InlineData("scheduler/scheduler_config.json", "scaled_linear", "wavy", "wavy")]
    public async Task A_config_that_disagrees_with_the_weights_or_asks_for_the_unknown(string file, string text, string wrong, string said)
    {
        var copy = Copy();
        var path = Path.Combine(copy, file);
        Assert.Contains(text, File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, wrong, StringComparison.Ordinal));
        await IsTold(said, copy);
    }

    public void Dispose() => _folder.Dispose();

    private string Copy() => model.CopyTo(_folder.File("model"));

    private async Task IsTold(string said, string folder)
    {
        var run = await Generate.RunAsync(folder, _folder.File("a.png"));

        Assert.True(run.ExitCode == ExitCodes.Usage, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 3);
        Assert.Empty(run.Output);
        Assert.False(File.Exists(_folder.File("a.png")));
    }
}
