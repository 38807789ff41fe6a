using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class Autoencoders_of_old_releases_load
{
    [Fact]
    public void With_their_names_of_the_attention_parameters()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        vae.SavePretrained(folder.Path);
        var old = ModelWeights.Tensors(vae).ToDictionary(
            t => t.Key.Replace("to_q", "query").Replace("to_k", "key").Replace("to_v", "value").Replace("to_out.0", "proj_attn"), t => t.Value);
        Assert.Contains("encoder.mid_block.attentions.0.proj_attn.weight", old.Keys);
        SafetensorsWriter.Write(Path.Combine(folder.Path, "diffusion_pytorch_model.safetensors"), old);

        using var loaded = AutoencoderKL.FromPretrained(folder.Path);

        Assert.Equal(ModelWeights.Hash(vae), ModelWeights.Hash(loaded));
    }

    [Fact]
    public void And_in_half_precision()
    {
        using var folder = new TemporaryFolder();
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        vae.SavePretrained(folder.Path, ScalarType.Float16);
        File.Move(Path.Combine(folder.Path, "diffusion_pytorch_model.safetensors"), Path.Combine(folder.Path, "diffusion_pytorch_model.fp16.safetensors"));

        using var half = AutoencoderKL.FromPretrained(folder.Path, ScalarType.Float16);
        using var full = AutoencoderKL.FromPretrained(folder.Path);

        Assert.All(half.parameters(), p => Assert.Equal(ScalarType.Float16, p.dtype));
        Assert.All(full.parameters(), p => Assert.Equal(ScalarType.Float32, p.dtype));
    }

    [Fact]
    public void But_other_formats_are_refused_with_advice()
    {
        using var folder = new TemporaryFolder();
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        vae.SavePretrained(folder.Path);
        File.Move(Path.Combine(folder.Path, "diffusion_pytorch_model.safetensors"), Path.Combine(folder.Path, "diffusion_pytorch_model.bin"));
        var e = Assert.Throws<FileNotFoundException>(() => AutoencoderKL.FromPretrained(folder.Path));
        Assert.Contains("safetensors", e.Message, StringComparison.Ordinal);
    }
}
