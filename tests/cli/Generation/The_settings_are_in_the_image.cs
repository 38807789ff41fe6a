using System.Text.Json;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class The_settings_are_in_the_image(TinyModelFolder model) : IDisposable
{
    private const string Prompt = "a red square, naïve 赤\nsecond line";

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task In_the_form_of_Web_UIs()
    {
        var texts = await TextsAsync("--negative", "blurry, dark", "--scheduler", "dpm++2m-karras", "--guidance", "3.5", "--seed", "9", "--size", "16x8");

        Assert.Equal(
            $"{Prompt}\nNegative prompt: blurry, dark\nSteps: 3, Sampler: DPM++ 2M Karras, CFG scale: 3.5, Seed: 9, Size: 16x8, Model: demo-base, Version: InstructEngine 0.1.0",
            texts["parameters"]);
    }

    [Fact]
    public async Task As_JSON_without_the_place_of_the_model()
    {
        var json = (await TextsAsync("--guidance-rescale", "0.5", "--seed", "9007199254740993"))["instructengine"];

        var settings = JsonDocument.Parse(json).RootElement;
        Assert.Equal(Prompt, settings.GetProperty("prompt").GetString());
        Assert.Equal(JsonValueKind.Null, settings.GetProperty("negativePrompt").ValueKind);
        Assert.Equal(9007199254740993, settings.GetProperty("seed").GetInt64());
        Assert.Equal(3, settings.GetProperty("steps").GetInt32());
        Assert.Equal(7.5, settings.GetProperty("guidance").GetDouble());
        Assert.Equal(0.5, settings.GetProperty("guidanceRescale").GetDouble());
        Assert.Equal("DDIMScheduler", settings.GetProperty("scheduler").GetString());
        Assert.Equal("demo-base", settings.GetProperty("model").GetString());
        Assert.Equal("float32", settings.GetProperty("dtype").GetString());
        Assert.DoesNotContain(Path.GetDirectoryName(model.Path)!, json, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Dictionary<string, string>> TextsAsync(params string[] more)
    {
        var run = await Generate.RunAsync(model.Path + Path.DirectorySeparatorChar, _folder.File("a.png"), Prompt, ["--steps", "3", .. more]);
        Assert.DoesNotContain("--", run.Error, StringComparison.Ordinal);
        return PngTexts.Read(File.ReadAllBytes(_folder.File("a.png")));
    }
}
