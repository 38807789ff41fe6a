using System.Globalization;
using InstructEngine.Hosting.Settings;

namespace InstructEngine.RenderService.Renderers;

/// <summary>How rendering uses the machine.</summary>
/// <param name="Concurrency"><c>Render:Concurrency</c>, 1 to 64, default the number of processors: pairs drawn at once. One a GPU.</param>
internal sealed record RenderOptions(int Concurrency)
{
    private const string Key = "Render:Concurrency";
    private const int Most = 64;

    /// <exception cref="SettingException">The value is out of its range.</exception>
    public static RenderOptions From(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
        {
            return new RenderOptions(Math.Min(Environment.ProcessorCount, Most));
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most
            ? new RenderOptions(value)
            : throw new SettingException(Key, text, $"a whole number from 1 to {Most}");
    }
}
