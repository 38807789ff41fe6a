using InstructEngine.Hosting.Health;
using InstructEngine.Hosting.Settings;
using InstructEngine.Storage;
using MassTransit;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting;

/// <summary>Runs one service as a process.</summary>
public static partial class ServiceHost
{
    /// <summary>Runs until SIGTERM or Ctrl-C; with <c>--health</c> as first argument asks the one that runs. What prevents the start is told in one line on stderr.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] args, IServiceModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return RunAsync(args, module, Console.Error);
    }

    internal static async Task<int> RunAsync(string[] args, IServiceModule module, TextWriter error)
    {
        ServicePorts? ports = null;
        try
        {
            if (args is [HealthProbe.Argument, ..])
                return await HealthProbe.AskAsync(args[1..], module.Name, error);

            using var host = ServiceHostBuilder.Build(args, module, out ports);
            await host.StartAsync();
            var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServiceHost));
            LogStarted(logger, module.Name, ports.Http, ports.Grpc);
            await host.WaitForShutdownAsync();
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Cancelled;
        }
        catch (Exception exception) when (Explain(exception, ports) is { } failure)
        {
            await error.WriteLineAsync($"{module.Name}: {failure.Line}");
            return failure.ExitCode;
        }
    }

    private static (int ExitCode, string Line)? Explain(Exception exception, ServicePorts? ports) => exception switch
    {
        SettingException or StorageOptionsException => (ExitCodes.Usage, exception.Message),
        UnreachableException or RabbitMqConnectionException or StoreException => (ExitCodes.Unreachable, exception.Message),
        IOException { InnerException: AddressInUseException } when ports is not null => (ExitCodes.PortInUse, PortInUse(exception.Message, ports)),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} has started: HTTP on port {HttpPort}, gRPC on port {GrpcPort}")]
    private static partial void LogStarted(ILogger logger, string service, int httpPort, int grpcPort);

    private static string PortInUse(string message, ServicePorts ports)
    {
        var (port, key) = message.Contains($":{ports.Grpc}:", StringComparison.Ordinal) ? (ports.Grpc, "Grpc:Port") : (ports.Http, "Http:Port");
        return $"Port {port} ({key}) is in use by another program: stop it, or choose another port with {SettingNames.Variable(key)}.";
    }
}
