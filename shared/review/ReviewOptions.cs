using System.Net;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Review;

/// <summary>How the review pages are served.</summary>
/// <param name="Port"><c>Review:Port</c>; 0 for any free one.</param>
/// <param name="Address"><c>Listen:Address</c>; null for all of the machine's.</param>
/// <param name="LoginsPerMinute"><c>Review:LoginsPerMinute</c>, from one address; default 30.</param>
/// <param name="RequestsPerMinute"><c>Review:RequestsPerMinute</c>, of one reviewer; default 1200: a quick pair takes a dozen.</param>
/// <param name="UnsignedPerMinute"><c>Review:UnsignedPerMinute</c>, from one address by who is not signed in; default 240.</param>
public sealed record ReviewOptions(int Port, IPAddress? Address, int LoginsPerMinute = 30, int RequestsPerMinute = 1200, int UnsignedPerMinute = 240)
{
    /// <summary>The pages have a port of their own, because the service's other ports answer without a token.</summary>
    private const int AfterHttp = 200;

    private const int MostPerMinute = 1_000_000;

    /// <summary><c>Review:AnnotatorsFile</c>, see <see cref="Access.AnnotatorsFile"/>; where it is not set, a service has no review pages.</summary>
    public const string AnnotatorsKey = "Review:AnnotatorsFile";

    /// <summary><c>Review:AdminTokenFile</c>: a file with the token of who sees the results; without it nobody does on the pages.</summary>
    public const string AdminTokenKey = "Review:AdminTokenFile";

    /// <exception cref="SettingException">A value is out of its range.</exception>
    public static ReviewOptions From(IConfiguration configuration, string service)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new SettingReader(configuration);
        return new ReviewOptions(
            read.Integer("Review:Port", ServicePorts.DefaultHttp(service) + AfterHttp, 0, 65535),
            ServicePorts.From(configuration, service).Address,
            read.Integer("Review:LoginsPerMinute", 30, 1, MostPerMinute),
            read.Integer("Review:RequestsPerMinute", 1200, 1, MostPerMinute),
            read.Integer("Review:UnsignedPerMinute", 240, 1, MostPerMinute));
    }
}
