using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class A_LoRA_is_exported(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task In_forms_that_all_draw_the_same()
    {
        var run = await _bench.RunAsync(
            _bench.Dataset(), "--lora", "2", "--lora-alpha", "4", "--learning-rate", "0.1", "--export", "merged", "lora-peft", "lora-kohya");
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);

        var untrained = await PixelsAsync(model.Path);
        var peft = await PixelsAsync(model.Path, "--lora", _bench.Out("pytorch_lora_weights.safetensors"));
        var kohya = await PixelsAsync(model.Path, "--lora", _bench.Out("out.safetensors"));
        var merged = await PixelsAsync(_bench.Out("model"));

        Assert.True(Furthest(untrained, merged) > 8, "training must be seen for this to be a test");
        Assert.InRange(Furthest(merged, peft), 0, 1);
        Assert.InRange(Furthest(merged, kohya), 0, 1);
    }

    [Fact]
    public async Task For_diffusers_where_nothing_else_is_asked_for()
    {
        var run = await _bench.RunAsync(_bench.Dataset(), "--lora", "2");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        using var file = SafetensorsFile.Open(_bench.Out("pytorch_lora_weights.safetensors"));
        Assert.All(file.Entries.Keys, name => Assert.Matches(@"^unet\..*attn[12]\.to_(q|k|v|out\.0)\.lora_[AB]\.weight$", name));
        Assert.All(file.Entries.Where(entry => entry.Key.Contains("lora_A", StringComparison.Ordinal)), entry => Assert.Equal(2, entry.Value.Shape[0]));
        Assert.False(Directory.Exists(_bench.Out("model")));
    }

    [Fact]
    public async Task In_a_further_form_when_the_command_is_given_again()
    {
        var data = _bench.Dataset();
        await _bench.RunAsync(data, "--lora", "2");
        var again = await _bench.RunAsync(data, "--lora", "2", "--export", "lora-kohya");

        Assert.True(again.ExitCode == ExitCodes.Ok, again.Error);
        using var file = SafetensorsFile.Open(_bench.Out("out.safetensors"));
        Assert.All(file.Entries.Keys, name => Assert.StartsWith("lora_unet_", name));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<byte[]> PixelsAsync(string folder, params string[] more)
    {
        var file = _bench.Folder.File("a.png");
        var run = await Generate.RunAsync(folder, file, more);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        return RgbImage.FromPng(File.ReadAllBytes(file)).Rgb.ToArray();
    }

    private static int Furthest(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
