using System.Globalization;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.UNet;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>
/// What a training will need, counted from the model's config before anything is loaded. With P parameters of the UNet, T trained ones and c bytes a
/// number in the chosen precision:
/// model c·P (masters 4·P besides, where full fine-tuning computes in less than float32), reference c·P (none with LoRA), gradients 4·T for each part
/// (and one more c·T while they are computed), optimiser 8·T, average 4·T, activations as <see cref="UNetFootprint"/> counts them. Encoders and the
/// rest of the pipeline are not counted: on the CPU they stay in their files.
/// </summary>
internal sealed record MemoryEstimate(long UNetParameters, long TrainedParameters, IReadOnlyList<MemoryPart> Parts)
{
    /// <summary>.NET, libtorch and their buffers.</summary>
    private const long Runtime = 700L << 20;

    private const int Float32 = 4;

    public long Bytes => Parts.Sum(part => part.Bytes);

    /// <param name="latentHeight">Of one image, in latents.</param>
    /// <param name="latentWidth">Of one image, in latents.</param>
    /// <param name="parallelParts">Parts of a batch that are computed side by side.</param>
    /// <param name="dataBytes">Of the encoded pairs and instructions.</param>
    public static MemoryEstimate Of(
        TrainingSpec spec, UNet2DConditionConfig unet, int latentHeight, int latentWidth, int parallelParts, long dataBytes = 0)
    {
        using var shapes = UNet2DConditionModel.WithoutWeights(unet);
        var parameters = shapes.parameters().Sum(parameter => parameter.NumberOfElements);
        var trained = spec.LoraRank is { } rank
            ? LoraAdapter.CountParameters(new LoraModels(shapes), new LoraSettings { Rank = rank, Alpha = spec.LoraAlpha })
            : parameters;
        var lora = spec.LoraRank is not null;
        var inBfloat16 = spec.Precision == "bfloat16";
        var c = inBfloat16 ? 2 : Float32;
        var parts = Math.Min(parallelParts, spec.BatchSize);
        return new MemoryEstimate(parameters, trained,
        [
            new("model", c * parameters),
            new(lora ? "adapter" : "float32 weights", lora ? Float32 * trained : inBfloat16 ? Float32 * parameters : 0),
            new("reference", lora ? 0 : c * parameters),
            new("gradients", (parts * Float32 * trained) + (inBfloat16 && !lora ? parts * c * trained : 0)),
            new("optimiser", 2 * Float32 * trained),
            new("average", spec.EmaDecay is null ? 0 : Float32 * trained),
            new("activations", parts * RowsAPass(spec, parts) * BytesARow(spec, UNetFootprint.Of(unet, latentHeight, latentWidth), c)),
            new("data", dataBytes),
            new("runtime", Runtime),
        ]);
    }

    /// <exception cref="RunFailureException">It is more than there is.</exception>
    /// <param name="available">Bytes; null where that is not known.</param>
    public void Require(long? available, TrainingSpec spec, int parallelParts)
    {
        if (available is not { } bytes || Bytes <= bytes)
        {
            return;
        }

        throw new RunFailureException(
            $"Training needs about {this}, and {Told(bytes)} is available. What would help: {string.Join(", ", Remedies(spec, parallelParts))}.");
    }

    /// <summary>As <c>7.1 GiB of memory (model 3.2 GiB, optimiser 0.02 GiB)</c>.</summary>
    public override string ToString() =>
        $"{Told(Bytes)} of memory ({string.Join(", ", Parts.Where(part => part.Bytes > 0).Select(part => $"{part.What} {Told(part.Bytes)}"))})";

    private static string Told(long bytes) => bytes < 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / (double)(1L << 20)):0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0#} GiB");

    private static long RowsAPass(TrainingSpec spec, int parts)
    {
        var combinations = ForwardPasses.Of(PreferenceLosses.Create(spec.Loss, spec.Beta, spec.Terms), spec.SftWeight).Policy;
        var samples = (spec.BatchSize + parts - 1) / parts;
        return combinations * Math.Min(samples, spec.MicroBatchSize ?? samples);
    }

    /// <summary>The gradient of a part of the model is as large as the part once more.</summary>
    private static long BytesARow(TrainingSpec spec, UNetFootprint footprint, int c)
    {
        var converted = spec.LoraRank is not null && c != Float32;
        var inside = spec.GradientCheckpointing ?? false ? footprint.LargestInside : footprint.Inside;
        var adapted = !converted ? 0 : spec.GradientCheckpointing ?? false ? footprint.LargestAdapterInputs : footprint.AdapterInputs;
        return (c * (footprint.Kept + inside + footprint.LargestInside)) + (Float32 * adapted);
    }

    private static IEnumerable<string> Remedies(TrainingSpec spec, int parallelParts)
    {
        if (spec.LoraRank is null)
        {
            yield return "training.loraRank (16, say)";
        }

        if (spec.GradientCheckpointing is not true)
        {
            yield return "training.gradientCheckpointing true";
        }

        if (spec.Precision != "bfloat16")
        {
            yield return "training.precision \"bfloat16\"";
        }

        if ((spec.MicroBatchSize ?? spec.BatchSize) > 1)
        {
            yield return "training.microBatchSize 1";
        }

        if (parallelParts > 1 && spec.BatchSize > 1)
        {
            yield return $"Training:Parts 1 in place of {parallelParts}";
        }

        yield return "a machine with more memory";
    }
}
