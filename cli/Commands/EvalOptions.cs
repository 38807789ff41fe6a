using System.CommandLine;
using System.Globalization;
using InstructEngine.Cli.Evaluation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Scoring;

namespace InstructEngine.Cli.Commands;

/// <summary>The options of <c>eval</c>; a value that cannot be is refused while the command line is read.</summary>
internal sealed class EvalOptions
{
    private const double GreatestGuidance = 100;

    private static readonly string[] Precisions = ["float32", "bfloat16"];

    private readonly Option<string> _model = new("--model") { Description = "The model to judge: a folder in diffusers' layout.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _base = new("--base") { Description = "The model it is held against.", HelpName = "DIR" };
    private readonly Option<string?> _lora = new("--lora") { Description = "LoRA weights for --model (safetensors).", HelpName = "FILE" };
    private readonly Option<double> _loraScale = ParsedOption.Make<double>("--lora-scale", "S", "Strength of the LoRA. Default: 1.", "a finite number", Finite);
    private readonly Option<string> _prompts = new("--prompts") { Description = "drawbench, parti-prompts, demo, or a file.", HelpName = "SUITE", Required = true };
    private readonly Option<string> _scorers = new("--scorers") { Description = "demo, or NAME=FOLDER; several with commas, the headline first.", HelpName = "LIST", Required = true };
    private readonly Option<string?> _precision = new("--precision") { Description = "What the scorers compute in: float32 or bfloat16. Default: float32.", HelpName = "TYPE" };
    private readonly Option<int> _images = ParsedOption.Make("--images-per-prompt", "N", "Images a prompt, each from its own noise. Default: 1.", "a whole number from 1 to 1000", (string text, out int value) => Whole(text, 1000, out value));
    private readonly Option<double[]> _guidance = new("--guidance")
    {
        Description = $"Guidance scales, 0 to {GreatestGuidance}: the base is drawn at each, the model at the first and at the base's best. Default: 7.5.",
        HelpName = "G",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [7.5],
    };

    private readonly Option<int> _steps = ParsedOption.Make("--steps", "N", "Sampler steps. Default: 50.", "a whole number from 1 to 1000", (string text, out int value) => Whole(text, 1000, out value));
    private readonly Option<long> _seed = ParsedOption.Make<long>("--seed", "N", "Seed of the noise and of the resamples. Default: 1.", "a whole number from 0", Seed);
    private readonly Option<int?> _limit = ParsedOption.Make<int?>("--limit", "N", "At most so many prompts, drawn from all of the suite, always the same. Default: all; of demo, which never ends, 256.", "a whole number from 1", Limit);
    private readonly Option<string?> _out = new("--out") { Description = "Folder of the results. Default: evaluations/NAME-ID.", HelpName = "DIR" };
    private readonly Option<string?> _cache = new("--cache") { Description = "Folder where the base's pictures are kept. Default: in the user's cache folder.", HelpName = "DIR" };
    private readonly Option<bool> _json = RunOptions.Json("Print results.json instead of the table.");

    public EvalOptions()
    {
        _loraScale.DefaultValueFactory = _ => 1;
        _images.DefaultValueFactory = _ => 1;
        _steps.DefaultValueFactory = _ => 50;
        _seed.DefaultValueFactory = _ => 1;
    }

    public IEnumerable<Option> All =>
        [_model, _base, _lora, _loraScale, _prompts, _scorers, _precision, _images, _guidance, _steps, _seed, _limit, _out, _cache, _json];

    /// <exception cref="CommandFailure">A value cannot be.</exception>
    public EvalArguments Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_model),
        parsed.GetValue(_base),
        parsed.GetValue(_lora),
        parsed.GetValue(_loraScale),
        parsed.GetRequiredValue(_prompts),
        ScorersOf(parsed.GetRequiredValue(_scorers), parsed.GetValue(_precision)),
        parsed.GetValue(_images),
        GuidanceOf(parsed.GetRequiredValue(_guidance)),
        parsed.GetValue(_steps),
        parsed.GetValue(_seed),
        parsed.GetValue(_limit),
        parsed.GetValue(_out),
        parsed.GetValue(_cache),
        parsed.GetValue(_json),
        string.Join(' ', parsed.Tokens.Select(token => ShellWord.Of(token.Value)).Prepend("instructengine")));

    private static double[] GuidanceOf(double[] scales) =>
        scales.Length is >= 1 and <= 20 && scales.Distinct().Count() == scales.Length && scales.All(scale => scale is >= 0 and <= GreatestGuidance)
            ? scales
            : throw new CommandFailure(ExitCodes.Usage, $"--guidance is '{string.Join(' ', scales)}'; 1 to 20 different numbers from 0 to {GreatestGuidance} are needed.");

    private static ScorerSpec[] ScorersOf(string list, string? precision)
    {
        if (precision is not null && !Precisions.Contains(precision))
            throw new CommandFailure(ExitCodes.Usage, $"--precision is '{precision}'; float32 or bfloat16 is needed.");

        ScorerSpec[] scorers = [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => ScorerOf(item, precision))];
        return scorers.Length > 0 && scorers.DistinctBy(scorer => scorer.Name).Count() == scorers.Length
            ? scorers
            : throw new CommandFailure(ExitCodes.Usage, $"--scorers is '{list}'; one or more scorers are needed, each once.");
    }

    private static ScorerSpec ScorerOf(string item, string? precision)
    {
        var at = item.IndexOf('=', StringComparison.Ordinal);
        var (name, folder) = at < 0 ? (item, null) : (item[..at], item[(at + 1)..]);
        if (!ImageScorers.Names.Contains(name))
            throw new CommandFailure(ExitCodes.Usage, $"--scorers names '{name}'; known are {string.Join(", ", ImageScorers.Names)}.");
        if (name == ImageScorers.Demo)
            return folder is null ? new ScorerSpec(name) : throw new CommandFailure(ExitCodes.Usage, $"--scorers has '{item}'; demo has no folder.");
        if (folder is null or "")
            throw new CommandFailure(ExitCodes.Usage, $"--scorers has '{item}'; {name} needs the folder of its model: {name}=FOLDER.");
        if (folder.StartsWith("~/", StringComparison.Ordinal))
            folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder[2..]);

        return Directory.Exists(folder)
            ? new ScorerSpec(name, Path.GetFullPath(folder), precision)
            : throw new CommandFailure(ExitCodes.Usage, $"--scorers has '{item}'; there is no folder {folder}.");
    }

    private static bool Whole(string text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most;

    private static bool Limit(string text, out int? value)
    {
        var parsed = Whole(text, int.MaxValue, out var number);
        value = number;
        return parsed;
    }

    private static bool Seed(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool Finite(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
