using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

public sealed class A_picture_in_half_precision
{
    /// <remarks>Mean difference in 8-bit levels after 8 steps: bfloat16 has 8 bits of precision, float16 has 11.</remarks>
    [Theory]
    [InlineData("small-sd15", ScalarType.BFloat16, 1.0)]
    [InlineData("small-sd15", ScalarType.Float16, 0.2)]
    [InlineData("tiny-sdxl", ScalarType.BFloat16, 1.0)]
    [InlineData("tiny-sdxl", ScalarType.Float16, 0.2)]
    public void Is_near_the_float32_one(string model, ScalarType dtype, double levels)
    {
        var (whole, half) = (Draw(model, ScalarType.Float32), Draw(model, dtype));
        Assert.InRange(whole.Zip(half, (a, b) => Math.Abs(a - b)).Average(), 0, levels);
        Assert.NotEqual(whole, half);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16, ScalarType.Float32)]
    public void Is_decoded_in_float32_where_float16_would_overflow(ScalarType dtype, ScalarType vae)
    {
        using var folder = new Models.TemporaryFolder();
        using (var made = TinyPipeline.Create())
            made.SavePretrained(folder.Path);
        using var pipeline = TextToImagePipeline.FromPretrained(folder.Path, dtype);
        Assert.True(pipeline.Vae.Config.ForceUpcast);
        Assert.All(pipeline.Vae.parameters(), parameter => Assert.Equal(vae, parameter.dtype));
        Assert.All(pipeline.Unet.parameters(), parameter => Assert.Equal(dtype, parameter.dtype));
        Assert.All(pipeline.TextEncoding2!.Model.parameters(), parameter => Assert.Equal(dtype, parameter.dtype));
        Assert.Single(pipeline.Generate([new ImageRequest("a red square", null, 1)], new GenerationSettings { Steps = 2, VaeTiling = true }));
    }

    [Fact]
    public void Keeps_its_latents_in_float32_between_steps()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var pipeline = TinyPipeline.Create();
        pipeline.Unet.to(ScalarType.BFloat16);
        pipeline.TextEncoding2!.Model.to(ScalarType.BFloat16);
        var conditioning = pipeline.Condition([new ImageRequest("a", null, 1)], SizeConditions.Of(16, 16), guided: true);
        Assert.Equal(ScalarType.BFloat16, conditioning.Context.dtype);
        using var scheduler = SchedulerFactory.Create(pipeline.SchedulerConfig);
        var seen = new List<ScalarType>();
        var sampler = new LatentSampler(pipeline.Unet, scheduler, new GenerationSettings { Steps = 3 }) { StepDone = (_, latents) => seen.Add(latents.dtype) };
        var clean = sampler.Run(randn(1, 4, 4, 4), conditioning, () => throw new InvalidOperationException("DDIM adds no noise."), null, default);
        Assert.Equal([ScalarType.Float32, ScalarType.Float32, ScalarType.Float32, ScalarType.Float32], [.. seen, clean.dtype]);
    }

    private static byte[] Draw(string model, ScalarType dtype)
    {
        using var pipeline = TextToImagePipeline.FromPretrained(GoldenFolder.RequireModel(model), dtype);
        var settings = new GenerationSettings { Steps = 8, GuidanceScale = 3 };
        return pipeline.Generate([new ImageRequest("a photograph of a cat", "blurry", 5)], settings).Single().Rgb.ToArray();
    }
}
