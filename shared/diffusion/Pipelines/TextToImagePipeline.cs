using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>
/// Text to image with Stable Diffusion 1.5 or XL (also with the second text encoder alone, as SDXL's refiner has it). Owns its
/// models. Deterministic on the CPU; not for several threads at once.
/// </summary>
public sealed class TextToImagePipeline : IDisposable
{
    /// <summary>A pipeline of models at hand, which it then owns.</summary>
    /// <param name="unet">The denoiser.</param>
    /// <param name="vae">The autoencoder.</param>
    /// <param name="textEncoding">The first text encoder: SD 1.5's only one.</param>
    /// <param name="textEncoding2">SDXL's second one, a <see cref="CLIPTextModelWithProjection"/>.</param>
    /// <param name="scheduler">The model's own noise schedule and sampler.</param>
    /// <param name="forceZerosForEmptyPrompt">Whether a missing negative prompt is zeros instead of the empty text.</param>
    public TextToImagePipeline(
        UNet2DConditionModel unet, AutoencoderKL vae, TextEncoding? textEncoding, TextEncoding? textEncoding2, SchedulerConfig scheduler,
        bool forceZerosForEmptyPrompt = false)
    {
        (Unet, Vae, TextEncoding, TextEncoding2) = (unet, vae, textEncoding, textEncoding2);
        (SchedulerConfig, ForceZerosForEmptyPrompt) = (scheduler, forceZerosForEmptyPrompt);
        NoiseSchedule = new NoiseSchedule(scheduler);
        PipelineParts.Require(this);
    }

    public UNet2DConditionModel Unet { get; }
    public AutoencoderKL Vae { get; }
    public TextEncoding? TextEncoding { get; }
    public TextEncoding? TextEncoding2 { get; }
    public SchedulerConfig SchedulerConfig { get; }
    public NoiseSchedule NoiseSchedule { get; }
    public bool ForceZerosForEmptyPrompt { get; }

    /// <summary>Whether the UNet takes pooled text and sizes beside the context.</summary>
    public bool IsXL => Unet.Config.AdditionEmbedType is not null;

    /// <summary>Where the models are.</summary>
    public Device Device => Unet.parameters().First().device;

    /// <summary>Side of a picture when none is asked for, in pixels.</summary>
    public int DefaultSize => new PipelineDescription(IsXL, Unet.Config, Vae.Config, SchedulerConfig).DefaultSize;

    private ScalarType Dtype => Unet.parameters().First().dtype;
    private ScalarType VaeDtype => Vae.parameters().First().dtype;

    /// <summary>Reads a model folder in diffusers' layout: <c>model_index.json</c> and a folder for each part.</summary>
    /// <exception cref="InvalidDataException">A file is missing, damaged or of another kind of model; the message names it.</exception>
    /// <exception cref="ModelConfigException">A model's configuration asks for something unknown.</exception>
    public static TextToImagePipeline FromPretrained(string modelFolder, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
        PipelineFolder.Load(modelFolder, dtype, device ?? CPU);

    /// <summary>Writes a model folder that <see cref="FromPretrained"/> and diffusers read, the weights in <paramref name="dtype"/>.</summary>
    public void SavePretrained(string modelFolder, ScalarType dtype = ScalarType.Float32) => PipelineFolder.Save(this, modelFolder, dtype);

    /// <summary>Draws the requests as one batch.</summary>
    /// <exception cref="ArgumentException">A request or setting cannot be; the message names it.</exception>
    /// <exception cref="NotFiniteException">A model gave values that are not numbers.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; found out before every step and, with tiling, every tile.</exception>
    public IReadOnlyList<RgbImage> Generate(
        IReadOnlyList<ImageRequest> requests, GenerationSettings settings, IProgress<GenerationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate(Vae.Config.Downscale);
        if (requests.Count == 0)
        {
            throw new ArgumentException("There are no requests; one or more are needed.", nameof(requests));
        }

        var (height, width) = (settings.Height ?? DefaultSize, settings.Width ?? DefaultSize);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var scheduler = SchedulerFactory.Create(settings.Scheduler ?? SchedulerConfig);
        using var noise = new SeededNoise(requests.Select(request => request.Seed), LatentShape(height, width), Device);
        var conditioning = Condition(requests, SizeConditions.Of(height, width), settings.GuidanceScale > 1);
        var latents = new LatentSampler(Unet, scheduler, settings).Run(noise.Next(), conditioning, noise.Next, progress, cancellation);
        if (!latents.isfinite().all().item<bool>())
        {
            throw new NotFiniteException("UNet");
        }

        return DecodeLatents(latents, settings.VaeTiling, cancellation);
    }

    /// <summary>The UNet's text inputs: Context <c>[B, T, C]</c> and, for SDXL, Pooled <c>[B, P]</c>; without gradient.</summary>
    public (Tensor Context, Tensor? Pooled) EncodePrompts(IReadOnlyList<string> prompts)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (!IsXL)
        {
            return (TextEncoding!.Encode(prompts, Device).LastHiddenState.MoveToOuterDisposeScope(), null);
        }

        // SDXL reads the states before the last block, without the final norm.
        var outputs = new[] { TextEncoding, TextEncoding2 }.OfType<TextEncoding>().Select(encoding => encoding.Encode(prompts, Device)).ToList();
        var context = cat([.. outputs.Select(output => output.HiddenStates[^2])], -1);
        return (context.MoveToOuterDisposeScope(), outputs[^1].TextEmbeds!.MoveToOuterDisposeScope());
    }

    /// <summary>SDXL's time ids <c>[B, 6]</c>: original height and width, crop top and left, target height and width.</summary>
    public Tensor TimeIds(IReadOnlyList<SizeConditions> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        using var onCpu = tensor(sizes.SelectMany(size => size.Values).ToArray(), [sizes.Count, 6]);
        return onCpu.to(Dtype, Device, copy: true);
    }

    /// <summary>Scaled latents <c>[B, 4, H/f, W/f]</c> float32 of pictures of one size: sampled with a generator, the mean without.</summary>
    public Tensor EncodeImages(IReadOnlyList<RgbImage> images, Generator? generator = null, bool vaeTiling = false)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var latents = Vae.Encode(ImageTensors.ToTensor(images).to(VaeDtype, Device), vaeTiling);
        var chosen = generator is null
            ? latents.Mode()
            : latents.Sample(randn(latents.Mean.shape, ScalarType.Float32, CPU, generator: generator).to(VaeDtype, Device));
        return (chosen.to(ScalarType.Float32) * Vae.Config.ScalingFactor).MoveToOuterDisposeScope();
    }

    /// <summary>Pictures of scaled latents <c>[B, 4, h, w]</c>.</summary>
    /// <exception cref="NotFiniteException">The model overflowed.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; found out before every tile.</exception>
    public IReadOnlyList<RgbImage> DecodeLatents(Tensor latents, bool vaeTiling = false, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return ImageTensors.ToImages(Vae.Decode((latents / Vae.Config.ScalingFactor).to(VaeDtype, Device), vaeTiling, cancellation));
    }

    public void Dispose()
    {
        Unet.Dispose();
        Vae.Dispose();
        TextEncoding?.Dispose();
        TextEncoding2?.Dispose();
    }

    internal Conditioning Condition(IReadOnlyList<ImageRequest> requests, SizeConditions size, bool guided)
    {
        var (context, pooled) = EncodePrompts([.. requests.Select(request => request.Prompt)]);
        if (guided)
        {
            var (negative, negativePooled) = EncodeNegatives(requests);
            context = cat([negative, context]);
            pooled = pooled is null ? null : cat([negativePooled!, pooled]);
        }

        var sizes = Enumerable.Repeat(size, (int)context.shape[0]).ToList();
        return new Conditioning(context, pooled is null ? null : new AddedConditions(pooled, TimeIds(sizes)), guided);
    }

    internal long[] LatentShape(int height, int width) =>
        [Unet.Config.InChannels, height / Vae.Config.Downscale, width / Vae.Config.Downscale];

    private (Tensor Context, Tensor? Pooled) EncodeNegatives(IReadOnlyList<ImageRequest> requests)
    {
        var (context, pooled) = EncodePrompts([.. requests.Select(request => request.NegativePrompt ?? "")]);
        if (ForceZerosForEmptyPrompt)
        {
            var kept = tensor(requests.Select(request => request.NegativePrompt is null ? 0f : 1f).ToArray()).to(context.dtype, context.device);
            context *= kept.view(-1, 1, 1);
            pooled = pooled is null ? null : pooled * kept.view(-1, 1);
        }

        return (context, pooled);
    }
}
