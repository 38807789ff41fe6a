using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Text_to_image_follows_the_reference
{
    private const double LatentTolerance = 1e-3;
    private const double TextTolerance = 1e-4;
    private const double ShareOfPixels = 0.999;

    public static IEnumerable<TheoryDataRow<string, string>> Cases => GoldenFolder.FoldersWith("model_index.json")
        .SelectMany(row => row.Data.Length == 0
            ? [new TheoryDataRow<string, string>("", "")]
            : Directory.EnumerateFiles(GoldenFolder.Require(row.Data, "io"), "txt2img*.safetensors").Order(StringComparer.Ordinal)
                .Select(file => new TheoryDataRow<string, string>(row.Data, Path.GetFileName(file))));

    [Theory, MemberData(nameof(Cases))]
    public void In_every_step_and_in_the_picture(string folder, string file)
    {
        var info = GoldenFolder.RequireJson(folder, "io", "info.json").GetProperty("txt2img");
        var variant = Path.GetFileNameWithoutExtension(file)["txt2img".Length..];
        var run = info.GetProperty(variant.Length == 0 ? "default" : variant);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var golden = new GoldenTensors(folder, "io", file);
        using var pipeline = TextToImagePipeline.FromPretrained(GoldenFolder.Require(folder));
        var settings = new GenerationSettings { Steps = run.GetProperty("steps").GetInt32(), GuidanceScale = golden["guidance_scale"].item<float>() };
        var request = new ImageRequest(run.GetProperty("prompt").GetString()!, run.GetProperty("negative_prompt").GetString(), Seed: 0);
        var size = SizeConditions.Of(run.GetProperty("height").GetInt32(), run.GetProperty("width").GetInt32());
        var conditioning = pipeline.Condition([request], size, guided: true);
        CheckConditioning(golden, conditioning);

        using var scheduler = SchedulerFactory.Create(pipeline.SchedulerConfig);
        var sampler = new LatentSampler(pipeline.Unet, scheduler, settings)
        {
            StepDone = (step, latents) => golden.Near($"latents.{step}", latents, LatentTolerance),
        };
        var latents = sampler.Run(golden["initial_latents"], conditioning, () => throw new InvalidOperationException("No noise is added here."), null, default);
        golden.Near("final_latents", latents, LatentTolerance);
        CheckPicture(golden["image_u8_nhwc"], pipeline.DecodeLatents(latents).Single().Rgb.Span);
    }

    private static void CheckConditioning(GoldenTensors golden, Conditioning conditioning)
    {
        golden.Near("negative_prompt_embeds", conditioning.Context[..1], TextTolerance);
        golden.Near("prompt_embeds", conditioning.Context[1..], TextTolerance);
        Assert.Equal(golden.Has("time_ids"), conditioning.Added is not null);
        if (conditioning.Added is { } added)
        {
            golden.Near("negative_pooled_prompt_embeds", added.TextEmbeds[..1], TextTolerance);
            golden.Near("pooled_prompt_embeds", added.TextEmbeds[1..], TextTolerance);
            golden.Near("time_ids", added.TimeIds[1..], 0);
        }
    }

    private static void CheckPicture(Tensor expected, ReadOnlySpan<byte> actual)
    {
        var bytes = expected.contiguous().data<byte>().ToArray();
        Assert.Equal(bytes.Length, actual.Length);
        var near = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            near += Math.Abs(bytes[i] - actual[i]) <= 1 ? 1 : 0;
        }

        Assert.True(near >= ShareOfPixels * bytes.Length, $"{bytes.Length - near} of {bytes.Length} values are more than one level off");
    }
}
