using InstructEngine.Hosting.Settings;

namespace InstructEngine.EvalService.Suites;

/// <summary>Where published suites come from and stay.</summary>
/// <param name="Cache"><c>Evaluation:SuiteCache</c>: a folder; default <c>instructengine/suites</c> in the user's cache folder.</param>
/// <param name="Addresses"><c>Evaluation:SuiteAddresses:NAME</c>: where a suite is fetched instead of its own address, as a mirror; the hash is the same.</param>
internal sealed record SuiteOptions(string Cache, IReadOnlyDictionary<string, Uri> Addresses)
{
    private const string CacheKey = "Evaluation:SuiteCache", AddressesKey = "Evaluation:SuiteAddresses";

    /// <summary>The folder of this program in the user's cache folder.</summary>
    public static string UserCache
    {
        get
        {
            var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(root, "instructengine");
        }
    }

    /// <exception cref="SettingException">An address is none.</exception>
    public static SuiteOptions From(IConfiguration configuration)
    {
        var addresses = new Dictionary<string, Uri>();
        foreach (var entry in configuration.GetSection(AddressesKey).GetChildren())
        {
            addresses[entry.Key] = Uri.TryCreate(entry.Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
                ? address
                : throw new SettingException($"{AddressesKey}:{entry.Key}", entry.Value, "an http or https address");
        }

        return new SuiteOptions(configuration[CacheKey] is { Length: > 0 } folder ? folder : Path.Combine(UserCache, "suites"), addresses);
    }

    public Uri AddressOf(PublishedSuite suite) => Addresses.GetValueOrDefault(suite.Name, suite.Address);
}
