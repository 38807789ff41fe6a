using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>As a hub's cache has them: names that are links to blobs.</summary>
public sealed class Weights_behind_links
{
    [Fact]
    public void Are_read()
    {
        using var folder = new TemporaryFolder();
        using var model = new AutoencoderKL(TinyModels.Autoencoder);
        model.SavePretrained(folder.Path);
        foreach (var name in new[] { "config.json", "diffusion_pytorch_model.safetensors" })
        {
            File.Move(Path.Combine(folder.Path, name), Path.Combine(folder.Path, $"blob-{name}"));
            File.CreateSymbolicLink(Path.Combine(folder.Path, name), $"blob-{name}");
        }

        using var read = AutoencoderKL.FromPretrained(folder.Path);
        Assert.Equal(model.parameters().Count(), read.parameters().Count());
    }

    [Fact]
    public void Whose_blob_is_gone_are_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "m.safetensors"), "gone");

        var e = Assert.Throws<FileNotFoundException>(() => PretrainedWeights.Find(folder.Path, "m", ScalarType.Float32));
        Assert.Contains(Path.Combine(folder.Path, "gone"), e.Message, StringComparison.Ordinal);
        Assert.Contains("m.safetensors", e.Message, StringComparison.Ordinal);
    }
}
