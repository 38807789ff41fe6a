using System.Globalization;
using System.Text;
using System.Text.Json;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Generation;

/// <summary>
/// How an image was made, in two text chunks of its PNG: <c>instructengine</c> as JSON, and <c>parameters</c> in the form that Web UIs write and read.
/// Nothing of the machine, and nothing of the other images of a count.
/// </summary>
internal static class ImageMetadata
{
    private const string JsonKeyword = "instructengine", TextKeyword = "parameters";

    private static string Version { get; } = typeof(ImageMetadata).Assembly.GetName().Version!.ToString(fieldCount: 3);

    public static IReadOnlyDictionary<string, string> Of(GenerationPlan plan, ImageRequest request) => new Dictionary<string, string>
    {
        [JsonKeyword] = Json(plan, request),
        [TextKeyword] = Text(plan, request),
    };

    private static string Json(GenerationPlan plan, ImageRequest request)
    {
        var asked = plan.Arguments;
        return JsonSerializer.Serialize(
            new
            {
                Software = "InstructEngine",
                Version,
                request.Prompt,
                request.NegativePrompt,
                request.Seed,
                asked.Steps,
                asked.Guidance,
                asked.GuidanceRescale,
                Scheduler = plan.Scheduler.ClassName,
                KarrasSigmas = plan.Scheduler.UseKarrasSigmas,
                plan.Size.Width,
                plan.Size.Height,
                Model = ModelName(asked.Model),
                Lora = asked.Lora is null ? null : Path.GetFileName(asked.Lora),
                LoraScale = asked.Lora is null ? (double?)null : asked.LoraScale,
                Dtype = asked.Dtype.ToString().ToLowerInvariant(),
                Device = asked.Device.Split(':')[0],
                asked.VaeTiling,
            },
            StorageJson.Options);
    }

    private static string Text(GenerationPlan plan, ImageRequest request)
    {
        var asked = plan.Arguments;
        var text = new StringBuilder(request.Prompt).Append('\n');
        if (request.NegativePrompt is { } negative)
            text.Append("Negative prompt: ").Append(negative).Append('\n');

        List<(string Name, string Value)> fields =
        [
            ("Steps", $"{asked.Steps}"),
            ("Sampler", Sampler.LabelOf(plan.Scheduler)),
            ("CFG scale", asked.Guidance.ToString(CultureInfo.InvariantCulture)),
            ("Seed", $"{request.Seed}"),
            ("Size", plan.Size.ToString()),
            ("Model", ModelName(asked.Model)),
        ];
        if (asked.GuidanceRescale > 0)
            fields.Add(("CFG Rescale", asked.GuidanceRescale.ToString(CultureInfo.InvariantCulture)));
        if (asked.Lora is not null)
            fields.AddRange([("LoRA", Path.GetFileNameWithoutExtension(asked.Lora)), ("LoRA scale", asked.LoraScale.ToString(CultureInfo.InvariantCulture))]);
        fields.Add(("Version", $"InstructEngine {Version}"));
        return text.AppendJoin(", ", fields.Select(field => $"{field.Name}: {Quoted(field.Value)}")).ToString();
    }

    /// <summary>The folder's own name: where it lies is nobody's business.</summary>
    private static string ModelName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>As those who read the form expect it where a value has one of its separators.</summary>
    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",:\n") < 0 ? value : JsonSerializer.Serialize(value, StorageJson.Options);
}
