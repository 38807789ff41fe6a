using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class The_demo_form_of_a_model : IDisposable
{
    private static readonly GenerationSettings Settings = new() { Steps = 4, GuidanceScale = 2 };
    private readonly TextToImagePipeline _pipeline = TinyPipeline.Create();

    [Fact]
    public void Gives_the_same_pictures_for_the_same_seeds()
    {
        var first = Draw(_pipeline, 1, 2);
        var again = Draw(_pipeline, 1, 2);
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void Draws_a_picture_from_its_own_seed_whatever_is_beside_it()
    {
        var beside = RgbImage.FromPng(Draw(_pipeline, 5, 7)[1]).Rgb.ToArray();
        var alone = RgbImage.FromPng(Draw(_pipeline, 7)[0]).Rgb.ToArray();
        var greatest = beside.Zip(alone, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(greatest <= 1, $"off by {greatest} levels");
    }

    [Fact]
    public void Is_the_same_after_saving_and_reading()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline").FullName;
        try
        {
            _pipeline.SavePretrained(folder);
            using var read = TextToImagePipeline.FromPretrained(folder);
            Assert.Null(read.TextEncoding);
            Assert.False(read.ForceZerosForEmptyPrompt);
            Assert.Equal(Draw(_pipeline, 3), Draw(read, 3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("DDIMScheduler")]
    [InlineData("DPMSolverMultistepScheduler")]
    [InlineData("EulerDiscreteScheduler")]
    [InlineData("DDPMScheduler")]
    public void Starts_from_pure_noise_with(string sampler)
    {
        var settings = Settings with { Scheduler = TinyPipeline.Scheduler with { ClassName = sampler } };
        var image = _pipeline.Generate([new ImageRequest("a red square", null, 1)], settings).Single();
        Assert.True(image.Rgb.ToArray().Distinct().Count() > 10, "the picture is flat");
    }

    [Fact]
    public void Encodes_and_decodes_pictures()
    {
        using var scope = NewDisposeScope();
        var image = new RgbImage(16, 8, new byte[16 * 8 * 3]);
        var latents = _pipeline.EncodeImages([image, image]);
        Assert.Equal([2L, 4, 2, 4], latents.shape);
        using var generator = new Generator(1);
        Assert.NotEqual(0, (_pipeline.EncodeImages([image, image], generator) - latents).abs().max().item<float>());
        Assert.Equal((16, 8), _pipeline.DecodeLatents(latents).Select(decoded => (decoded.Width, decoded.Height)).Distinct().Single());
    }

    [Fact]
    public void Leaves_no_tensors_behind()
    {
        Draw(_pipeline, 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Draw(_pipeline, 1, 2);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Stops_when_cancelled_and_says_how_far_it_is()
    {
        using var cancel = new CancellationTokenSource();
        var seen = new List<GenerationProgress>();
        var progress = new Told(step =>
        {
            seen.Add(step);
            cancel.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => _pipeline.Generate([new ImageRequest("a", null, 1)], Settings, progress, cancel.Token));
        Assert.Equal([new GenerationProgress(1, 4)], seen);
    }

    public void Dispose() => _pipeline.Dispose();

    private static List<byte[]> Draw(TextToImagePipeline pipeline, params long[] seeds) =>
        [.. pipeline.Generate([.. seeds.Select(seed => new ImageRequest("a red square", null, seed))], Settings).Select(image => image.ToPng())];

    private sealed class Told(Action<GenerationProgress> tell) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => tell(value);
    }
}
