using System.Text.Json;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class A_LoRA_on_the_model(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Changes_the_picture_as_far_as_its_scale()
    {
        var lora = LoraFiles.Write(model.Path, _folder.Path);
        var without = await PixelsAsync();
        var (whole, half) = (await PixelsAsync("--lora", lora), await PixelsAsync("--lora", lora, "--lora-scale", "0.5"));

        Assert.NotEqual(without, whole);
        Assert.NotEqual(without, half);
        Assert.NotEqual(whole, half);
        Assert.Equal(without, await PixelsAsync("--lora", lora, "--lora-scale", "0"));
    }

    [Fact]
    public async Task Draws_the_same_in_every_naming()
    {
        var expected = await PixelsAsync("--lora", LoraFiles.Write(model.Path, _folder.Path));

        foreach (var naming in new[] { LoraNaming.Diffusers, LoraNaming.Kohya })
            Assert.Equal(expected, await PixelsAsync("--lora", LoraFiles.Write(model.Path, _folder.Path, naming)));
    }

    [Fact]
    public async Task Is_told_in_the_image_by_its_name_and_scale()
    {
        var lora = LoraFiles.Write(model.Path, _folder.Path);
        await PixelsAsync("--lora", lora, "--lora-scale", "0.25");

        var texts = PngTexts.Read(File.ReadAllBytes(_folder.File("a.png")));
        var settings = JsonDocument.Parse(texts["instructengine"]).RootElement;
        Assert.Equal("Peft.safetensors", settings.GetProperty("lora").GetString());
        Assert.Equal(0.25, settings.GetProperty("loraScale").GetDouble());
        Assert.Contains("LoRA: Peft, LoRA scale: 0.25", texts["parameters"], StringComparison.Ordinal);
        Assert.All(texts.Values, text => Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<byte[]> PixelsAsync(params string[] more)
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), more);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        return RgbImage.FromPng(File.ReadAllBytes(_folder.File("a.png"))).Rgb.ToArray();
    }
}
