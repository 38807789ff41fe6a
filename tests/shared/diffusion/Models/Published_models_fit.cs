using System.Text.Json;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.UNet;
using InstructEngine.Diffusion.Models.Vae;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>The models made from the published configurations have exactly the published parameters.</summary>
[Trait("Category", "Parity")]
public sealed class Published_models_fit
{
    [Theory]
    [InlineData("sd15-unet")]
    [InlineData("sdxl-unet")]
    public void UNets(string name) => Fits(name, folder => new UNet2DConditionModel(
        ModelConfigFile.Read<UNet2DConditionConfig>(folder, nameof(UNet2DConditionModel), UNetConfigRules.OnlySupported)));

    [Theory]
    [InlineData("sd15-vae")]
    [InlineData("sdxl-vae")]
    public void Autoencoders(string name) => Fits(name, folder => new AutoencoderKL(
        ModelConfigFile.Read<AutoencoderKLConfig>(folder, nameof(AutoencoderKL), VaeConfigRules.OnlySupported)));

    private static void Fits(string name, Func<string, nn.Module> make)
    {
        using var folder = new TemporaryFolder();
        File.Copy(GoldenFolder.Require("manifests", "configs", $"{name}.json"), Path.Combine(folder.Path, "config.json"));
        var manifest = JsonSerializer.Deserialize<Dictionary<string, long[]>>(File.ReadAllText(GoldenFolder.Require("manifests", $"{name}.json")))!;
        using var model = Layers.WithoutStorage(() => make(folder.Path));
        var state = ModelWeights.Tensors(model);
        Assert.Equal(manifest.Keys.Order(StringComparer.Ordinal), state.Keys.Order(StringComparer.Ordinal));
        Assert.All(state, parameter => Assert.Equal(manifest[parameter.Key], parameter.Value.shape));
    }
}
