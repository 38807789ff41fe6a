using System.Globalization;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>How training uses the machine.</summary>
/// <param name="Parts">
/// <c>Training:Parts</c>, 1 to 64: micro-batches a step, computed side by side. Default the number of processors, at most 8; on a GPU 1.
/// A training that goes on keeps the number it began with.
/// </param>
internal sealed record AlignmentOptions(int? Parts)
{
    private const string Key = "Training:Parts";
    private const int Most = 64;
    private const int MostByDefault = 8;

    /// <exception cref="SettingException">The value is out of its range.</exception>
    public static AlignmentOptions From(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
        {
            return new AlignmentOptions((int?)null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most
            ? new AlignmentOptions(value)
            : throw new SettingException(Key, text, $"a whole number from 1 to {Most}");
    }

    public int PartsOn(TorchSharp.DeviceType device) =>
        Parts ?? (device == TorchSharp.DeviceType.CPU ? Math.Min(Environment.ProcessorCount, MostByDefault) : 1);
}
