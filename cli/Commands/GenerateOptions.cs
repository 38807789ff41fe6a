using System.CommandLine;
using System.Globalization;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Hosting;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Commands;

/// <summary>The options of <c>generate</c>; a value that cannot be is refused while the command line is read.</summary>
internal sealed class GenerateOptions
{
    private const int MostImages = 9999, MostThreads = 1024;
    private const double GreatestGuidance = 1000;

    private static readonly Dictionary<string, ScalarType> Dtypes = new(StringComparer.Ordinal)
    {
        ["float32"] = ScalarType.Float32,
        ["bfloat16"] = ScalarType.BFloat16,
        ["float16"] = ScalarType.Float16,
    };

    private readonly Option<string> _model = new("--model") { Description = "Model folder in diffusers' layout.", HelpName = "DIR", Required = true };
    private readonly Option<string> _prompt = new("--prompt") { Description = "What to draw; '-' reads it from stdin. May be empty.", HelpName = "TEXT", Required = true };
    private readonly Option<string?> _negative = new("--negative") { Description = "What to steer away from.", HelpName = "TEXT" };
    private readonly Option<int> _steps = ParsedOption.Make("--steps", "N", "Sampler steps.", "a whole number from 1", (string text, out int value) => Whole(text, 1, int.MaxValue, out value));
    private readonly Option<double> _guidance = ParsedOption.Make<double>(
        "--guidance", "G", "Guidance scale; 1 and below is without guidance, in half the time.", $"a number from 0 to {GreatestGuidance}", Guidance);
    private readonly Option<double> _rescale = ParsedOption.Make<double>("--guidance-rescale", "R", "Share of the guidance's contrast that is taken back, 0 to 1. Default: 0.", "a number from 0 to 1", Share);
    private readonly Option<Sampler?> _scheduler = ParsedOption.Make<Sampler?>(
        "--scheduler", "NAME", $"Sampler: {Sampler.Names}. Default: the model's.", $"one of {Sampler.Names}", Sampler.TryParse);
    private readonly Option<long> _seed = ParsedOption.Make<long>("--seed", "N", "Seed of the first image; each further one has the next. Default: 0.", "a whole number from 0", Seed);
    private readonly Option<ImageSize?> _size = ParsedOption.Make<ImageSize?>(
        "--size", "N|WxH", "Side of a square, or width x height, in pixels. Default: the model's.", $"a side or WIDTHxHEIGHT in pixels, 1 to {ImageSize.LargestSide}, e.g. 512 or 512x768", Size);
    private readonly Option<string?> _lora = new("--lora") { Description = "LoRA weights to draw with (safetensors).", HelpName = "FILE" };
    private readonly Option<double?> _loraScale = ParsedOption.Make<double?>("--lora-scale", "S", "Strength of the LoRA. Default: 1.", "a finite number", Finite);
    private readonly Option<int> _count = ParsedOption.Make("--count", "N", "Images; those of a count are numbered: a-0.png, a-1.png, ….", $"a whole number from 1 to {MostImages}", (string text, out int value) => Whole(text, 1, MostImages, out value));
    private readonly Option<ScalarType?> _dtype = ParsedOption.Make<ScalarType?>("--dtype", "TYPE", "float32, bfloat16 or float16. Default: float32.", $"one of {string.Join(", ", Dtypes.Keys)}", Dtype);
    private readonly Option<string> _device = ParsedOption.Make<string>("--device", "NAME", "cpu, cuda or cuda:N.", "cpu, cuda or cuda:N", Generation.TorchDevice.TryParse);
    private readonly Option<int> _threads = ParsedOption.Make("--threads", "N", "Threads on the CPU. Default: one a core.", $"a whole number from 1 to {MostThreads}", (string text, out int value) => Whole(text, 1, MostThreads, out value));
    private readonly Option<bool> _vaeTiling = new("--vae-tiling") { Description = "Decode images over 512 pixels in blended tiles: far less memory, a little off." };
    private readonly Option<bool> _json = RunOptions.Json("Print an object per image (file, seed, sha256, width, height, seconds) instead of its path.");
    private readonly Option<string> _out = ParsedOption.Make<string>("--out", "FILE.png", "PNG file to write; one that exists is replaced.", "a file name that ends in .png", PngName);

    public GenerateOptions()
    {
        _out.Required = true;
        _steps.DefaultValueFactory = _ => 50;
        _guidance.DefaultValueFactory = _ => 7.5;
        _count.DefaultValueFactory = _ => 1;
        _device.DefaultValueFactory = _ => TorchDevice.Cpu;
        _threads.DefaultValueFactory = _ => Environment.ProcessorCount;
    }

    public IEnumerable<Option> All =>
        [_model, _prompt, _negative, _out, _steps, _guidance, _rescale, _scheduler, _seed, _size, _count, _lora, _loraScale, _dtype, _device, _threads, _vaeTiling, _json];

    public GenerateArguments Read(ParseResult parsed)
    {
        var (seed, count) = (parsed.GetValue(_seed), parsed.GetValue(_count));
        if (seed > long.MaxValue - count)
            throw new CommandFailure(ExitCodes.Usage, $"--seed is {seed}; with --count {count}, at most {long.MaxValue - count} is possible.");
        if (parsed.GetValue(_loraScale) is { } scale && parsed.GetValue(_lora) is null)
            throw new CommandFailure(ExitCodes.Usage, $"--lora-scale is {scale}, but there is no --lora; name its file.");

        return new GenerateArguments(
            parsed.GetRequiredValue(_model), parsed.GetRequiredValue(_prompt), parsed.GetValue(_negative), parsed.GetValue(_steps), parsed.GetValue(_guidance),
            parsed.GetValue(_rescale), parsed.GetValue(_scheduler), seed, parsed.GetValue(_size), parsed.GetValue(_lora), parsed.GetValue(_loraScale) ?? 1, count,
            parsed.GetValue(_dtype) ?? ScalarType.Float32, parsed.GetRequiredValue(_device), parsed.GetValue(_threads), parsed.GetValue(_vaeTiling), parsed.GetValue(_json), parsed.GetRequiredValue(_out));
    }

    private static bool Whole(string text, int least, int greatest, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= greatest;

    private static bool Seed(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool Guidance(string text, out double value) => Number(text, out value) && value is >= 0 and <= GreatestGuidance;

    private static bool Share(string text, out double value) => Number(text, out value) && value is >= 0 and <= 1;

    private static bool Finite(string text, out double? value)
    {
        var good = Number(text, out var number);
        value = number;
        return good;
    }

    private static bool Size(string text, out ImageSize? size)
    {
        var good = ImageSize.TryParse(text, out var read);
        size = read;
        return good;
    }

    private static bool Dtype(string text, out ScalarType? dtype)
    {
        var good = Dtypes.TryGetValue(text, out var read);
        dtype = read;
        return good;
    }

    private static bool PngName(string text, out string value)
    {
        value = text;
        return text.EndsWith(".png", StringComparison.OrdinalIgnoreCase) && Path.GetFileNameWithoutExtension(text).Length > 0;
    }
}
