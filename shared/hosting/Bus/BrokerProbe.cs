using InstructEngine.Hosting.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
                await using var connection = await BrokerConnection.Factory(options.RabbitMq, "start").CreateConnectionAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (BrokerConnection.IsProblem(exception))
            {
                problem = $"{options.RabbitMq} {BrokerConnection.Problem(options.RabbitMq, exception)}";
                if (patience.Left(time, started) <= TimeSpan.Zero)
                    throw new UnreachableException($"{problem}. Given up after {patience.Total.TotalSeconds:0} s (Bus:ConnectTimeout). Start the broker, or set Bus:RabbitMq:Host and Bus:RabbitMq:Port to where it is.", exception);
            }

            var left = patience.Left(time, started);
            LogWaiting(logger, problem, (int)Math.Ceiling(left.TotalSeconds));
            await Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; trying again for {Seconds} s")]
    private static partial void LogWaiting(ILogger logger, string problem, int seconds);
}
