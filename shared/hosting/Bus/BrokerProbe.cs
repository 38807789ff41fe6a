using System.Net.Sockets;
using InstructEngine.Hosting.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace InstructEngine.Hosting.Bus;

/// <summary>
/// Opens and closes one connection before the bus starts: MassTransit alone would try for ever, and what it logs hides what is wrong.
/// </summary>
internal sealed partial class BrokerProbe(BusOptions options, StartPatience patience, TimeProvider time, ILogger<BrokerProbe> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            string problem;
            try
            {
                await using var connection = await Factory().CreateConnectionAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or RabbitMQClientException or SocketException or IOException or TimeoutException)
            {
                problem = $"{options.RabbitMq} {Problem(exception)}";
                if (patience.Left(time, started) <= TimeSpan.Zero)
                    throw new UnreachableException($"{problem}. Given up after {patience.Total.TotalSeconds:0} s (Bus:ConnectTimeout). Start the broker, or set Bus:RabbitMq:Host and Bus:RabbitMq:Port to where it is.", exception);
            }

            var left = patience.Left(time, started);
            LogWaiting(logger, problem, (int)Math.Ceiling(left.TotalSeconds));
            await Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ConnectionFactory Factory() => new()
    {
        HostName = options.RabbitMq.Host,
        Port = options.RabbitMq.Port,
        VirtualHost = options.RabbitMq.VirtualHost,
        UserName = options.RabbitMq.Username,
        Password = options.RabbitMq.Password,
        ClientProvidedName = "start",
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        AutomaticRecoveryEnabled = false,
        Ssl = new SslOption(options.RabbitMq.Host, enabled: options.RabbitMq.UseTls),
    };

    private string Problem(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationFailureException:
                    return $"refuses user '{options.RabbitMq.Username}' or its password";
                case OperationInterruptedException interrupted:
                    return $"ends the connection: {interrupted.ShutdownReason?.ReplyText}";
                case SocketException socket:
                    return $"does not answer: {socket.Message.ToLowerInvariant()}";
            }
        }

        return $"does not answer: {exception.GetBaseException().Message}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; trying again for {Seconds} s")]
    private static partial void LogWaiting(ILogger logger, string problem, int seconds);
}
