using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Shared.Tests.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Lora;

/// <summary>A UNet of a few thousand parameters and adapters for it, in memory and in files.</summary>
internal sealed class TinyLora : IDisposable
{
    /// <summary>A linear layer of the model, 16 wide.</summary>
    public const string Linear = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";

    /// <summary>A convolution of 3×3 from 8 to 16 channels.</summary>
    public const string Convolution = "down_blocks.1.resnets.0.conv1";

    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();
    private readonly TemporaryFolder _folder = new();

    public TinyLora(UNet2DConditionConfig? config = null)
    {
        Unet = new(config ?? TinyModels.UNet);
        Unet.eval();
        Models.Freeze();
    }

    public UNet2DConditionModel Unet { get; }

    public LoraModels Models => new(Unet);

    public string Path => System.IO.Path.Combine(_folder.Path, "lora.safetensors");

    /// <summary>An adapter that changes much, on linear layers and convolutions.</summary>
    public LoraAdapter Adapter(long seed = 1, double alpha = 6)
    {
        var adapter = LoraAdapter.Create(Models, new() { Rank = 3, Alpha = alpha, Seed = seed, TargetModules = ["to_q", "to_v", "to_out.0", "conv1", "conv", "proj_in"] });
        using var noGrad = no_grad();
        foreach (var layer in adapter.Layers)
            layer.Up.copy_(arange(layer.Up.NumberOfElements, ScalarType.Float32).add(seed).sin().mul(0.3).reshape(layer.Up.shape));
        return adapter;
    }

    public Tensor Run()
    {
        using var noGrad = no_grad();
        return TinyModels.Run(Unet);
    }

    public void Write(Dictionary<string, Tensor> tensors) => SafetensorsWriter.Write(Path, tensors);

    public LoraAdapter Load(LoraLoadOptions? options = null) => LoraAdapter.Load(Path, Models, options);

    /// <summary>Loading a file with these tensors must fail with a message that names the file and says <paramref name="words"/>.</summary>
    public void IsRefused(Dictionary<string, Tensor> tensors, string? key, params string[] words)
    {
        Write(tensors);
        var e = Assert.Throws<SafetensorsException>(() => Load());
        Assert.Equal(key, e.Key);
        Assert.All(words.Append(Path), word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Unet.Dispose();
        _folder.Dispose();
        _scope.Dispose();
    }
}
