using System.Text.Json;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Clip;
using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>The models made from the published configurations have exactly the published parameters.</summary>
[Trait("Category", "Parity")]
public sealed class Published_models_fit
{
    [Theory]
    [InlineData("sd15-unet")]
    [InlineData("sdxl-unet")]
    public void UNets(string name) => Fits(name, folder => new UNet2DConditionModel(UNet2DConditionModel.ReadConfig(folder)));

    [Theory]
    [InlineData("sd15-vae")]
    [InlineData("sdxl-vae")]
    public void Autoencoders(string name) => Fits(name, folder => new AutoencoderKL(AutoencoderKL.ReadConfig(folder)));

    [Fact]
    public void The_text_encoder_of_SD_and_the_first_of_SDXL() => Fits("clip-vit-l-14-text", folder =>
        new CLIPTextModel(ClipFolder.ReadConfig<ClipTextConfig>(folder, nameof(CLIPTextModel), ClipConfigRules.Check)));

    [Fact]
    public void The_second_text_encoder_of_SDXL() => Fits("sdxl-text_encoder_2", folder =>
        new CLIPTextModelWithProjection(ClipFolder.ReadConfig<ClipTextConfig>(folder, nameof(CLIPTextModelWithProjection), ClipConfigRules.Check)));

    [Theory]
    [InlineData("clip-vit-l-14-full")]
    [InlineData("clip-vit-h-14-full")]
    public void CLIP(string name) => Fits(name, folder => new CLIPModel(ClipFolder.ReadConfig<ClipConfig>(folder, nameof(CLIPModel), ClipConfigRules.Check)));

    private static void Fits(string name, Func<string, nn.Module> make)
    {
        using var folder = new TemporaryFolder();
        File.Copy(GoldenFolder.Require("manifests", "configs", $"{name}.json"), Path.Combine(folder.Path, "config.json"));
        var manifest = JsonSerializer.Deserialize<Dictionary<string, long[]>>(File.ReadAllText(GoldenFolder.Require("manifests", $"{name}.json")))!;
        using var model = Layers.WithoutStorage(() => make(folder.Path));
        var state = ModelWeights.Tensors(model);
        Assert.Equal(manifest.Keys.Order(StringComparer.Ordinal), state.Keys.Order(StringComparer.Ordinal));
        Assert.All(state, parameter => Assert.Equal(manifest[parameter.Key], parameter.Value.shape));
        Assert.All(state, parameter => Assert.Equal(DeviceType.META, parameter.Value.device_type));

        var counts = GoldenFolder.RequireJson("manifests", "index.json").GetProperty(name);
        Assert.Equal(counts.GetProperty("tensors").GetInt32(), state.Count);
        Assert.Equal(counts.GetProperty("parameters").GetInt64(), state.Values.Sum(parameter => parameter.NumberOfElements));
    }
}
