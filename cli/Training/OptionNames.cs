using System.Text.RegularExpressions;

namespace InstructEngine.Cli.Training;

/// <summary>A spec's keys as this command's options, for those who gave options.</summary>
internal static partial class OptionNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["training.model"] = "--model",
        ["training.loss"] = "--loss",
        ["training.terms"] = "--terms",
        ["training.beta"] = "--beta",
        ["training.learningRate"] = "--learning-rate",
        ["training.steps"] = "--steps",
        ["training.batchSize"] = "--batch-size",
        ["training.sftWeight"] = "--sft-weight",
        ["training.loraRank"] = "--lora",
        ["training.loraAlpha"] = "--lora-alpha",
        ["training.precision"] = "--precision",
        ["training.emaDecay"] = "--ema",
        ["training.gradientCheckpointing"] = "--gradient-checkpointing",
        ["training.microBatchSize"] = "--micro-batch",
        ["training.learningRateSchedule"] = "--learning-rate-schedule",
        ["Training:Parts"] = "--parts",
        ["training.referenceDraws"] = "--reference-draws",
        ["training.onDivergence"] = "--on-divergence",
        ["training.badPairs"] = "--bad-pairs",
    };

    /// <summary>A message with every key that has an option named as that.</summary>
    public static string In(string message) => Keys().Replace(message, key => Known.GetValueOrDefault(key.Value, key.Value));

    [GeneratedRegex(@"[tT]raining[.:][a-zA-Z]+")]
    private static partial Regex Keys();
}
