using System.Globalization;
using InstructEngine.Cli.Output;
using InstructEngine.TrainerService.Local.Piloting;

namespace InstructEngine.Cli.Training;

/// <summary>The command line of a training with a pilot's setting.</summary>
internal static class RecommendedCommand
{
    public static string Of(TrainInputs inputs, PilotSetting setting)
    {
        var (asked, spec) = (inputs.Arguments, inputs.Settings.Spec);
        List<string> words = ["instructengine", "train", "--model", asked.Model, "--data", asked.Data, "--loss", spec.Loss];
        Add("--terms", asked.Terms);
        Add("--beta", Number(setting.Beta));
        Add("--learning-rate", Number(setting.LearningRate));
        Add("--batch-size", asked.BatchSize?.ToString(CultureInfo.InvariantCulture));
        Add("--sft-weight", asked.SftWeight is { } weight ? Number(weight) : null);
        Add("--lora", asked.Lora?.Rank.ToString(CultureInfo.InvariantCulture));
        Add("--lora-alpha", asked.Lora?.Alpha is { } alpha ? Number(alpha) : null);
        Add("--precision", asked.Precision);
        Add("--ema", asked.EmaDecay is { } decay ? Number(decay) : null);
        Add("--micro-batch", asked.MicroBatchSize?.ToString(CultureInfo.InvariantCulture));
        Add("--learning-rate-schedule", asked.LearningRateSchedule);
        Add("--reference-draws", asked.ReferenceDraws?.ToString(CultureInfo.InvariantCulture));
        Add("--on-divergence", asked.OnDivergence);
        Add("--bad-pairs", asked.BadPairs);
        Add("--size", asked.Size?.ToString());
        Add("--seed", asked.Seed?.ToString(CultureInfo.InvariantCulture));
        Add("--spec", asked.Spec);
        if (asked.GradientCheckpointing)
            words.Add("--gradient-checkpointing");
        Add("--out", "DIR");
        return string.Join(' ', words.Select(ShellWord.Of));

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
