using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Text_to_image_follows_the_reference
{
    private const double LatentTolerance = 1e-3;
    private const double TextTolerance = 1e-4;
    private const double ShareOfPixels = 0.999;

    public static IEnumerable<TheoryDataRow<string, string>> Cases => GoldenFolder.FoldersWith("model_index.json").Select(row => row.Data)
        .SelectMany(folder => GoldenFolder.Find(folder, "io") is not { } io || folder.Length == 0
            ? []
            : Directory.EnumerateFiles(io, "txt2img*.safetensors").Order(StringComparer.Ordinal).Select(file => (Folder: folder, File: Path.GetFileName(file))))
        .DefaultIfEmpty(("", "txt2img.safetensors"))
        .Select(found => new TheoryDataRow<string, string>(found.Item1, found.Item2));

    [Theory, MemberData(nameof(Cases))]
    public void In_every_step_and_in_the_picture(string folder, string file)
    {
        using var golden = new GoldenTensors(folder, "io", file);
        var variant = Path.GetFileNameWithoutExtension(file)["txt2img".Length..];
        var run = GoldenFolder.RequireJson(folder, "io", "info.json").GetProperty("txt2img").GetProperty(variant.Length == 0 ? "default" : variant);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var pipeline = TextToImagePipeline.FromPretrained(GoldenFolder.Require(folder));
        var settings = new GenerationSettings { Steps = run.GetProperty("steps").GetInt32(), GuidanceScale = golden["guidance_scale"].item<float>() };
        var request = new ImageRequest(run.GetProperty("prompt").GetString()!, run.GetProperty("negative_prompt").GetString(), Seed: 0);
        var size = SizeConditions.Of(run.GetProperty("height").GetInt32(), run.GetProperty("width").GetInt32());
        CheckTokens(golden, pipeline, request);
        var conditioning = pipeline.Condition([request], size, guided: true);
        CheckConditioning(golden, conditioning);

        using var scheduler = SchedulerFactory.Create(pipeline.SchedulerConfig);
        CheckEveryCall(golden, pipeline.Unet);
        var sampler = new LatentSampler(pipeline.Unet, scheduler, settings)
        {
            StepDone = (step, latents) => golden.Near($"latents.{step}", latents, LatentTolerance),
        };
        var latents = sampler.Run(golden["initial_latents"], conditioning, () => throw new InvalidOperationException("No noise is added here."), null, default);
        golden.Near("timesteps", tensor(scheduler.Timesteps.ToArray()), 1e-3);
        golden.Near("init_noise_sigma", tensor([scheduler.InitNoiseSigma]), double.PositiveInfinity, 1e-6);
        golden.Near("final_latents", latents, LatentTolerance);
        golden.Near("image_raw", pipeline.Vae.Decode(latents / pipeline.Vae.Config.ScalingFactor), LatentTolerance);
        CheckPicture(golden["image_u8_nhwc"], pipeline.DecodeLatents(latents).Single().Rgb.Span);
    }

    private static void CheckTokens(GoldenTensors golden, TextToImagePipeline pipeline, ImageRequest request)
    {
        foreach (var (encoding, suffix) in new[] { (pipeline.TextEncoding, ""), (pipeline.TextEncoding2, "_2") })
        {
            Check(encoding?.Tokenizer, "input_ids" + suffix, request.Prompt);
            Check(encoding?.Tokenizer, "negative_input_ids" + suffix, request.NegativePrompt ?? "");
        }

        void Check(ClipTokenizer? tokenizer, string name, string text)
        {
            if (golden.Has(name))
            {
                Assert.Equal(golden[name].data<long>().ToArray(), tokenizer!.Encode(text).InputIds);
            }
        }
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

    private static void CheckEveryCall(GoldenTensors golden, UNet2DConditionModel unet)
    {
        var calls = 0;
        unet.register_forward_hook((_, input, _, _, _, output) =>
        {
            golden.Near($"unet_in.{calls}", input, LatentTolerance);
            golden.Near($"unet_out_uncond_then_text.{calls}", output, LatentTolerance);
            calls++;
            return output;
        });
    }

    private static void CheckPicture(Tensor expected, ReadOnlySpan<byte> actual)
    {
        var bytes = expected.contiguous().data<byte>().ToArray();
        Assert.Equal(bytes.Length, actual.Length);
        var (pixels, far) = (bytes.Length / 3, 0);
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var greatest = 0;
            for (var i = 3 * pixel; i < 3 * pixel + 3; i++)
            {
                greatest = Math.Max(greatest, Math.Abs(bytes[i] - actual[i]));
            }

            far += greatest > 1 ? 1 : 0;
        }

        Assert.True(pixels - far >= ShareOfPixels * pixels, $"{far} of {pixels} pixels are more than one level off");
    }
}
