using System.Globalization;
using InstructEngine.Diffusion;
using InstructEngine.Hosting.Settings;
using TorchSharp;

namespace InstructEngine.RenderService.Renderers;

/// <summary>How rendering uses the machine.</summary>
/// <param name="Device"><c>Render:Device</c>: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>, default a GPU where there is one.</param>
/// <param name="Concurrency"><c>Render:Concurrency</c>, 1 to 64: batches drawn at once. Default one on a GPU, on the CPU the number of processors.</param>
/// <param name="Endpoints"><c>Render:Endpoints:NAME</c>, by their names.</param>
internal sealed record RenderOptions(string Device, int Concurrency, IReadOnlyDictionary<string, EndpointOptions> Endpoints)
{
    private const string ConcurrencyKey = "Render:Concurrency";
    private const string DeviceKey = "Render:Device";
    private const int Most = 64;

    /// <summary>
    /// Pairs in hand at once: those being drawn, as many that are checked, encoded and stored meanwhile, so that no device waits for a disk, and those that
    /// endpoints draw.
    /// </summary>
    public int PairsInHand => (2 * Concurrency) + Endpoints.Values.Sum(endpoint => endpoint.Concurrency);

    public torch.Device TorchDevice => torch.device(Device);

    /// <exception cref="SettingException">A value is out of its range.</exception>
    public static RenderOptions From(IConfiguration configuration)
    {
        var device = DeviceOf(configuration[DeviceKey]);
        var concurrency = device == "cpu" ? Math.Min(Environment.ProcessorCount, Most) : 1;
        if (configuration[ConcurrencyKey] is { Length: > 0 } text)
        {
            concurrency = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most
                ? value
                : throw new SettingException(ConcurrencyKey, text, $"a whole number from 1 to {Most}");
        }

        return new RenderOptions(device, concurrency, EndpointOptions.FromAll(configuration));
    }

    private static string DeviceOf(string? setting)
    {
        if (setting is "cpu")
        {
            return setting;
        }

        if (string.IsNullOrEmpty(setting))
        {
            return Gpus() > 0 ? "cuda" : "cpu";
        }

        var index = setting == "cuda" ? 0 : setting.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(setting[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
        return index >= 0 && index < Gpus() ? setting : throw new SettingException(DeviceKey, setting, $"cpu, cuda or cuda:N; this machine and build have {Gpus()} GPUs");
    }

    private static int Gpus()
    {
        TorchRuntime.EnsureLoaded();
        return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
    }
}
