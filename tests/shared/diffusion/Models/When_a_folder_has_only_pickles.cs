using InstructEngine.Diffusion.Models;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

public sealed class When_a_folder_has_only_pickles
{
    [Theory]
    [InlineData("diffusion_pytorch_model.bin")]
    [InlineData("v1-5-pruned.ckpt")]
    [InlineData("model.pt")]
    public void They_are_named_and_refused_with_advice(string name)
    {
        using var folder = new TemporaryFolder();
        using var vae = new AutoencoderKL(TinyModels.Autoencoder);
        vae.SavePretrained(folder.Path);
        File.Move(Path.Combine(folder.Path, "diffusion_pytorch_model.safetensors"), Path.Combine(folder.Path, name));

        var e = Assert.Throws<FileNotFoundException>(() => AutoencoderKL.FromPretrained(folder.Path));

        Assert.All([name, folder.Path, "pickles", "refused", "safe_serialization=True"], word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }
}
