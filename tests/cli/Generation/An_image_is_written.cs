using System.Security.Cryptography;
using System.Text.Json;
using InstructEngine.Diffusion.Images;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class An_image_is_written(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Its_path_goes_to_stdout_and_progress_to_stderr()
    {
        var output = _folder.File("a.png");
        var run = await Generate.RunAsync(model.Path, output);

        Assert.Equal((ExitCodes.Ok, output + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Contains("drawing", run.Error, StringComparison.Ordinal);
        Assert.Contains("0/2 steps", run.Error, StringComparison.Ordinal);
        var image = RgbImage.FromPng(File.ReadAllBytes(output));
        Assert.Equal((32, 32), (image.Width, image.Height));
        Assert.Equal([output], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("8", 8, 8)]
    [InlineData("40x24", 40, 24)]
    [InlineData("24X40", 24, 40)]
    public async Task In_the_size_asked_for(string size, int width, int height)
    {
        await Generate.RunAsync(model.Path, _folder.File("a.png"), "--size", size);

        var image = RgbImage.FromPng(File.ReadAllBytes(_folder.File("a.png")));
        Assert.Equal((width, height), (image.Width, image.Height));
    }

    [Fact]
    public async Task Json_tells_what_a_script_wants_to_know()
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), "--json", "--seed", "41", "--count", "2", "--size", "16x8");

        var images = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["a-0.png", "a-1.png"], images.Select(image => Path.GetFileName(image.GetProperty("file").GetString())));
        Assert.Equal([41L, 42L], images.Select(image => image.GetProperty("seed").GetInt64()));
        Assert.All(images, image =>
        {
            Assert.Equal((16, 8), (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));
            Assert.InRange(image.GetProperty("seconds").GetDouble(), 0.001, 600);
            var bytes = File.ReadAllBytes(image.GetProperty("file").GetString()!);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), image.GetProperty("sha256").GetString());
        });
    }

    [Fact]
    public async Task One_that_exists_is_replaced()
    {
        var output = _folder.Write("a.png", "something else");
        var run = await Generate.RunAsync(model.Path, output);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(32, RgbImage.FromPng(File.ReadAllBytes(output)).Width);
    }

    [Theory]
    [InlineData("bfloat16")]
    [InlineData("float16")]
    public async Task In_half_precision_too(string dtype)
    {
        await Generate.RunAsync(model.Path, _folder.File("whole.png"));
        var run = await Generate.RunAsync(model.Path, _folder.File("half.png"), "--dtype", dtype);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        var (whole, half) = (RgbImage.FromPng(File.ReadAllBytes(_folder.File("whole.png"))), RgbImage.FromPng(File.ReadAllBytes(_folder.File("half.png"))));
        Assert.InRange(whole.Rgb.ToArray().Zip(half.Rgb.ToArray(), (a, b) => Math.Abs(a - b)).Average(), 0.001, 4);
    }

    public void Dispose() => _folder.Dispose();
}
