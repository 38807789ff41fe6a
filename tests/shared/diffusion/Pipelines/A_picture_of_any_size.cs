using InstructEngine.Diffusion.Pipelines;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class A_picture_of_any_size
{
    private static readonly GenerationSettings Settings = new() { Steps = 2, GuidanceScale = 3 };

    [Theory]
    [InlineData("small-sd15", 8, 8)]
    [InlineData("small-sd15", 72, 104)]
    [InlineData("tiny-sdxl", 8, 8)]
    [InlineData("tiny-sdxl", 72, 104)]
    public void In_multiples_of_eight(string model, int width, int height)
    {
        using var pipeline = TextToImagePipeline.FromPretrained(GoldenFolder.RequireModel(model));
        Draw(pipeline, width, height);
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(36, 20)]
    [InlineData(4, 100)]
    public void In_multiples_of_the_autoencoders_factor(int width, int height)
    {
        using var pipeline = TinyPipeline.Create();
        Draw(pipeline, width, height);
    }

    [Fact]
    public void Is_decoded_in_tiles_when_asked_to()
    {
        using var pipeline = TinyPipeline.Create();
        var size = Settings with { Steps = 1, Width = 640, Height = 16 };
        var requests = new[] { new ImageRequest("a", null, 1), new ImageRequest("a", null, 2) };
        var (whole, tiled) = (pipeline.Generate(requests, size), pipeline.Generate(requests, size with { VaeTiling = true }));
        Assert.Equal([(640, 16), (640, 16)], tiled.Select(image => (image.Width, image.Height)));
        Assert.NotEqual(whole[0].Rgb.ToArray(), tiled[0].Rgb.ToArray());
    }

    [Fact]
    public void Is_the_models_own_when_none_is_asked_for()
    {
        using var folder = new Models.TemporaryFolder();
        using var pipeline = TinyPipeline.Create();
        pipeline.SavePretrained(folder.Path);
        var described = PipelineDescription.Read(folder.Path);
        Assert.Equal((16, 16, true), (described.DefaultSize, pipeline.DefaultSize, described.IsXL));
        Assert.Equal((4, pipeline.SchedulerConfig), (described.Vae.Downscale, described.Scheduler));
    }

    private static void Draw(TextToImagePipeline pipeline, int width, int height)
    {
        var image = pipeline.Generate([new ImageRequest("a cat", null, 1)], Settings with { Width = width, Height = height }).Single();
        Assert.Equal((width, height), (image.Width, image.Height));
    }
}
