using System.Net;
using InstructEngine.Hosting.Settings;
using InstructEngine.Hosting.Tls;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Health;

/// <summary><c>NAME-svc --health</c>: asks the service that runs beside it whether it is ready, for images that have no shell and no curl.</summary>
internal static class HealthProbe
{
    public const string Argument = "--health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns><see cref="ExitCodes.Ok"/> when <c>/health/ready</c> answers so within 5 s, else <see cref="ExitCodes.Unreachable"/>; why not is on <paramref name="error"/>.</returns>
    /// <exception cref="SettingException">The port or address is out of its range.</exception>
    public static async Task<int> AskAsync(string[] args, string service, TextWriter error)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).AddCommandLine(args).Build();
        var ports = ServicePorts.From(configuration, service);
        var address = ports.Address is null || ports.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : ports.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : ports.Address;
        var encrypted = ServedCertificate.From(configuration, TimeProvider.System) is not null;
        var page = new UriBuilder(encrypted ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, address.ToString(), ports.Http, "/health/ready").Uri;

        // Who answers on this machine's own port is the service; its certificate names what others call it by.
        using var own = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(own) { Timeout = Patience };
        try
        {
            using var response = await http.GetAsync(page);
            if (response.IsSuccessStatusCode)
                return ExitCodes.Ok;

            await error.WriteLineAsync($"{service}: {page} answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await error.WriteLineAsync($"{service}: {page} does not answer: {exception.Message}");
        }

        return ExitCodes.Unreachable;
    }
}
