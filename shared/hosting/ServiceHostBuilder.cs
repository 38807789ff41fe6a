using System.Net.Security;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Bus;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Health;
using InstructEngine.Hosting.Observability;
using InstructEngine.Hosting.Settings;
using InstructEngine.Hosting.Stores;
using InstructEngine.Hosting.Tls;
using InstructEngine.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace InstructEngine.Hosting;

/// <summary>Puts a service's process together.</summary>
internal static class ServiceHostBuilder
{
    /// <summary>The largest request: a corpus in base64, and a spec.</summary>
    private const int MaxRequestBytes = 140 << 20;

    public static IHost Build(string[] args, IServiceModule module, out ServicePorts ports)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddTelemetryVariables()
            .AddEnvironmentVariables(SettingNames.Prefix)
            .AddCommandLine(args)
            .AddSecretFiles()
            .Build();
        AccessKey.From(configuration);
        var listen = ports = ServicePorts.From(configuration, module.Name);
        var certificate = ServedCertificate.From(configuration, TimeProvider.System);
        var bus = BusOptions.From(configuration);
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        MetricsExport.EnsureStarted();

        // A plain host, because it starts in the order of these lines: the health pages answer while the broker is still waited for.
        return new HostBuilder()
            .UseContentRoot(AppContext.BaseDirectory)
            .ConfigureAppConfiguration(builder => builder.AddConfiguration(configuration))
            .ConfigureLogging(logging => AddLogging(logging, configuration))
            .ConfigureWebHost(web => web.UseKestrel(kestrel => Listen(kestrel, listen, certificate)).ConfigureServices(AddWeb).Configure(app => MapPages(app, module)))
            .ConfigureServices(services =>
            {
                services.AddTracing(configuration, module.Name);
                services.AddInstructEngine(configuration, bus, storage, new StartPatience(bus.ConnectTimeout), [module]);
            })
            .UseConsoleLifetime(console => console.SuppressStatusMessages = true)
            .Build();
    }

    private static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddProductFilters();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }

    private static void Listen(KestrelServerOptions kestrel, ServicePorts ports, ServedCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        Listen(ports.Http, HttpProtocols.Http1);
        Listen(ports.Grpc, HttpProtocols.Http2);

        void Listen(int port, HttpProtocols protocols)
        {
            if (ports.Address is null)
                kestrel.ListenAnyIP(port, Configure);
            else
                kestrel.Listen(ports.Address, port, Configure);

            void Configure(ListenOptions endpoint)
            {
                endpoint.Protocols = protocols;
                if (certificate is not null)
                    endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Show(certificate)) });
            }
        }

        static SslServerAuthenticationOptions Show(ServedCertificate certificate) => new() { ServerCertificateContext = certificate.Current };
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.AddRouting();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxRequestBytes;
            grpc.Interceptors.Add<GrpcErrors>();
        }).AddJsonTranscoding();
        services.AddGrpcReflection();
        services.AddHealth();
    }

    private static void MapPages(IApplicationBuilder app, IServiceModule module)
    {
        app.UseAccessKey();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapMetrics();
            endpoints.MapHealth();
            endpoints.MapGrpcReflectionService();
            module.MapEndpoints(endpoints);
        });
    }
}
