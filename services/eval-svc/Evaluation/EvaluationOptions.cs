using System.Globalization;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>How evaluation uses the machine.</summary>
/// <param name="Workers">
/// <c>Evaluation:Workers</c>, 1 to 64, default the number of processors: batches drawn at the same time, each with a model of its own and one
/// thread an operation. On small models that is faster than one batch on all cores.
/// </param>
internal sealed record EvaluationOptions(int Workers)
{
    private const string Key = "Evaluation:Workers";
    private const int Most = 64;

    /// <exception cref="SettingException">The value is out of its range.</exception>
    public static EvaluationOptions From(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
            return new EvaluationOptions(Math.Min(Environment.ProcessorCount, Most));

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most
            ? new EvaluationOptions(value)
            : throw new SettingException(Key, text, $"a whole number from 1 to {Most}");
    }
}
