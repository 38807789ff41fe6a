using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Tests.BadInput;

public sealed class When_the_LoRA_cannot_be_used(TinyModelFolder model) : IDisposable
{
    private const string Key = "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q.lora_A.weight";

    private readonly TestFolder _folder = new();

    [Fact]
    public Task A_missing_file() => IsTold(_folder.File("nothing.safetensors"), "there is no such file");

    [Fact]
    public Task One_for_a_wider_model() =>
        IsTold(Written(tensors => tensors[Key] = zeros(2, 24)), Key, "it is [2, 24]", "needs [2, 16]", "made for another model?");

    [Fact]
    public Task One_for_a_deeper_model() =>
        IsTold(Written(tensors => tensors[Key.Replace("down_blocks.1", "down_blocks.3", StringComparison.Ordinal)] = zeros(2, 16)), "down_blocks.3", "fit nothing in the model");

    [Fact]
    public Task Half_of_a_pair() => IsTold(Written(tensors => tensors.Remove(Key)), Key.Replace("lora_A", "lora_B", StringComparison.Ordinal), "has no A (down) weight");

    [Fact]
    public Task One_with_a_text_encoder_that_the_model_lacks() =>
        IsTold(Written(tensors => tensors["text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_A.weight"] = zeros(2, 16)), "text_encoder.text_model", "which the model lacks");

    [Fact]
    public async Task One_that_is_cut_off()
    {
        var lora = LoraFiles.Write(model.Path, _folder.Path);
        using (var stream = File.OpenWrite(lora))
            stream.SetLength(stream.Length - 100);
        await IsTold(lora, "bytes");
    }

    [Fact]
    public Task A_pickle() => IsTold(_folder.Write("lora.safetensors", [0x80, 0x02, .. "}q\0(X\u0004\0\0\0unetq\u0001"u8]), "pickle");

    [Fact]
    public Task A_whole_model() => IsTold(Path.Combine(model.Path, "unet", "diffusion_pytorch_model.safetensors"), "'conv_in.bias'", "fit nothing in the model");

    [Fact]
    public Task A_folder() => IsTold(_folder.Models("demo-base"), "folder");

    public void Dispose() => _folder.Dispose();

    private string Written(Action<Dictionary<string, Tensor>> change)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors;
        using (var file = SafetensorsFile.Open(LoraFiles.Write(model.Path, _folder.Path, LoraNaming.Peft)))
            tensors = file.Entries.Keys.ToDictionary(key => key, key => file.Read(key).clone());

        Assert.Contains(Key, tensors.Keys);
        change(tensors);
        var path = _folder.File("lora.safetensors");
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>());
        return path;
    }

    private async Task IsTold(string lora, params string[] said)
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), "--lora", lora);

        Assert.True(run.ExitCode == ExitCodes.Usage, $"{run.ExitCode}: {run.Error}");
        Assert.Contains("--lora", run.Error, StringComparison.Ordinal);
        Assert.Contains(lora, run.Error, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
        Assert.InRange(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 3);
        Assert.Empty(run.Output);
        Assert.False(File.Exists(_folder.File("a.png")));
    }
}
