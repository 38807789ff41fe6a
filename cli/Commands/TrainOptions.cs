using System.CommandLine;
using System.Globalization;
using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Training;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Specs;

namespace InstructEngine.Cli.Commands;

/// <summary>The options of <c>train</c>; a value that cannot be is refused while the command line is read.</summary>
internal sealed class TrainOptions
{
    private const int MostSteps = 100_000_000, MostBatch = 4096, MostRank = 1024, MostParts = 64;

    private readonly Option<string> _model = new("--model") { Description = "Base model's folder in diffusers' layout.", HelpName = "DIR", Required = true };
    private readonly Option<string> _data = new("--data")
    {
        Description = "Preference pairs: a run's folder, its dataset folder, a Pick-a-Pic .parquet file or a folder of them.",
        HelpName = "DIR|FILE.parquet",
        Required = true,
    };

    private readonly Option<string> _out = new("--out") { Description = "Folder for the result; an interrupted training goes on in it.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _spec = new("--spec") { Description = "Run spec (JSON) whose training section gives what no option does.", HelpName = "FILE" };
    private readonly Option<string?> _loss = Named("--loss", "NAME", "What is minimised. Default: cross-validation, which needs two instructions a pair.", RunSpecValidator.Losses);
    private readonly Option<string?> _terms = Named("--terms", "NAME", "Comparisons of cross-validation. Default: instruction-fixed.", RunSpecValidator.Terms);
    private readonly Option<double?> _beta = Number("--beta", "B", "DPO's beta: how hard the model is held to the base.", "a number above 0", open: true);
    private readonly Option<double?> _learningRate = Number("--learning-rate", "R", "AdamW's learning rate.", "a number above 0, e.g. 1e-5", open: true);
    private readonly Option<int?> _steps = Whole("--steps", "N", "Optimiser steps.", MostSteps);
    private readonly Option<int?> _batchSize = Whole("--batch-size", "N", "Pairs a step.", MostBatch);
    private readonly Option<double?> _sftWeight = Number("--sft-weight", "W", "Weight of a supervised term on each instruction's own image. Default: 0.", "a number from 0", open: false);
    private readonly Option<int?> _lora = Whole("--lora", "R", "Train a LoRA of this rank on the UNet's attention instead of all weights.", MostRank);
    private readonly Option<double?> _loraAlpha = Number("--lora-alpha", "A", "The LoRA's change is A/R times its matrices. Default: R.", "a number above 0", open: true);
    private readonly Option<string?> _precision = Named("--precision", "TYPE", "What the UNet computes in; trained weights stay float32. Default: float32.", RunSpecValidator.Precisions);
    private readonly Option<double?> _ema = ParsedOption.Make<double?>(
        "--ema", "D", "The result is an exponential moving average of the weights, of which each step keeps this share. Default: none.",
        "a number above 0 and below 1, e.g. 0.999", Share);
    private readonly Option<bool> _checkpointing = new("--gradient-checkpointing") { Description = "Compute activations again for the gradient instead of keeping them: less memory, more time." };
    private readonly Option<int?> _microBatch = Whole("--micro-batch", "N", "Pairs that go through the model at once; a larger batch is added up. Default: the batch.", MostBatch);
    private readonly Option<string?> _schedule = Named("--learning-rate-schedule", "NAME", "The learning rate after its warm-up. Default: constant.", RunSpecValidator.LearningRateSchedules);
    private readonly Option<int?> _referenceDraws = Whole(
        "--reference-draws", "K", "Noise and timestep of a pair come from K fixed draws, whose errors of the base are computed once. Default: always new ones.", int.MaxValue);
    private readonly Option<string?> _onDivergence = Named("--on-divergence", "WHAT", "What becomes of a training that diverges. Default: stop.", RunSpecValidator.OnDivergence);
    private readonly Option<long?> _seed = RunOptions.Seed();
    private readonly Option<string?> _badPairs = Named("--bad-pairs", "POLICY", "What becomes of pairs that cannot be trained on. Default: strict, which refuses the data.", RunSpecValidator.BadPairs);
    private readonly Option<ImageSize?> _size = ParsedOption.Make<ImageSize?>(
        "--size", "N|WxH", "Size in pixels that Parquet's images are scaled and cropped to. Default: the model's.",
        $"a side or WIDTHxHEIGHT in pixels, 1 to {ImageSize.LargestSide}, e.g. 512 or 512x768", Size);
    private readonly Option<int?> _maxPairs = Whole("--max-pairs", "N", "Take this many pairs from Parquet, from the first on. Default: all.", int.MaxValue);
    private readonly Option<int?> _parts = Whole("--parts", "N", "Parts of a batch that are computed side by side. Default: one a processor, at most 8; on a GPU 1.", MostParts);
    private readonly Option<string[]> _export = new("--export")
    {
        Description = $"Form of the result: {string.Join(", ", Exports.All)}. Several may be named.",
        HelpName = "FORM",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            foreach (var token in result.Tokens.Where(token => !Exports.All.Contains(token.Value)))
                result.AddError($"--export is '{Output.DisplayText.Of(token.Value)}'; expected one of {string.Join(", ", Exports.All)}.");
            return [.. result.Tokens.Select(token => token.Value).Distinct()];
        },
    };

    private readonly Option<bool> _pilot = new("--pilot") { Description = "Do short trials over beta and learning rate on a slice of the data, and recommend a setting, instead of training." };
    private readonly Option<bool> _json = RunOptions.Json("Print JSON lines, one an epoch as it ends, instead of a table.");

    public IEnumerable<Option> All =>
    [
        _model, _data, _out, _loss, _terms, _beta, _learningRate, _steps, _batchSize, _sftWeight, _lora, _loraAlpha, _export, _precision, _ema,
        _checkpointing, _microBatch, _schedule, _referenceDraws, _onDivergence, _seed, _badPairs, _size, _maxPairs, _parts, _spec, _pilot, _json,
    ];

    public TrainArguments Read(ParseResult parsed)
    {
        var (rank, alpha) = (parsed.GetValue(_lora), parsed.GetValue(_loraAlpha));
        if (alpha is not null && rank is null)
            throw new CommandFailure(ExitCodes.Usage, $"--lora-alpha is {alpha}, but there is no --lora; name its rank.");

        return new TrainArguments(
            parsed.GetRequiredValue(_model), parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_out), parsed.GetValue(_spec), parsed.GetValue(_loss),
            parsed.GetValue(_terms), parsed.GetValue(_beta), parsed.GetValue(_learningRate), parsed.GetValue(_steps), parsed.GetValue(_batchSize),
            parsed.GetValue(_sftWeight), rank is { } value ? new LoraArguments(value, alpha) : null, parsed.GetValue(_precision), parsed.GetValue(_ema),
            parsed.GetValue(_checkpointing), parsed.GetValue(_microBatch), parsed.GetValue(_schedule), parsed.GetValue(_referenceDraws), parsed.GetValue(_onDivergence),
            parsed.GetValue(_seed), parsed.GetValue(_badPairs),
            parsed.GetValue(_size), parsed.GetValue(_maxPairs), parsed.GetValue(_parts), parsed.GetValue(_export) ?? [], parsed.GetValue(_pilot), parsed.GetValue(_json));
    }

    private static Option<string?> Named(string name, string helpName, string description, IReadOnlyList<string> known)
    {
        var names = string.Join(", ", known);
        return ParsedOption.Make<string?>(name, helpName, $"{description} One of {names}.", $"one of {names}", (string text, out string? value) =>
        {
            value = text;
            return known.Contains(text);
        });
    }

    private static Option<int?> Whole(string name, string helpName, string description, int greatest) => ParsedOption.Make<int?>(
        name, helpName, description, greatest == int.MaxValue ? "a whole number from 1" : $"a whole number from 1 to {greatest}", (string text, out int? value) =>
        {
            var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= greatest;
            value = number;
            return good;
        });

    private static Option<double?> Number(string name, string helpName, string description, string expected, bool open) => ParsedOption.Make<double?>(
        name, helpName, description, expected, (string text, out double? value) =>
        {
            var good = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && (open ? number > 0 : number >= 0);
            value = number;
            return good;
        });

    private static bool Share(string text, out double? value)
    {
        var good = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1;
        value = number;
        return good;
    }

    private static bool Size(string text, out ImageSize? size)
    {
        var good = ImageSize.TryParse(text, out var read);
        size = read;
        return good;
    }
}
