using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace InstructEngine.Hosting.Bus;

/// <summary>Connections to the broker beside the bus's own.</summary>
public static class BrokerConnection
{
    /// <summary>A connection that ends for good when the broker goes.</summary>
    /// <param name="name">Shown on the broker's pages.</param>
    /// <exception cref="UnreachableException">The broker does not answer, or refuses.</exception>
    public static async Task<IConnection> OpenAsync(RabbitMqOptions options, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await Factory(options, name).CreateConnectionAsync(cancellationToken);
        }
        catch (Exception exception) when (IsProblem(exception))
        {
            throw Told(options, exception);
        }
    }

    /// <summary>What a failed call said, as a user can act on it.</summary>
    public static UnreachableException Told(RabbitMqOptions options, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new($"{options} {Problem(options, exception)}.", exception);
    }

    /// <summary>Whether the broker's side, or the way to it, is at fault.</summary>
    public static bool IsProblem(Exception exception) =>
        exception is BrokerUnreachableException or RabbitMQClientException or SocketException or IOException or TimeoutException;

    internal static ConnectionFactory Factory(RabbitMqOptions options, string name) => new()
    {
        HostName = options.Host,
        Port = options.Port,
        VirtualHost = options.VirtualHost,
        UserName = options.Username,
        Password = options.Password,
        ClientProvidedName = name,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        AutomaticRecoveryEnabled = false,
        Ssl = new SslOption(options.Host, enabled: options.UseTls),
    };

    internal static string Problem(RabbitMqOptions options, Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationFailureException:
                    return $"refuses user '{options.Username}' or its password";
                case OperationInterruptedException interrupted:
                    return $"ends the connection: {interrupted.ShutdownReason?.ReplyText}";
                case SocketException socket:
                    return $"does not answer: {socket.Message.ToLowerInvariant()}";
            }
        }

        return $"does not answer: {exception.GetBaseException().Message}";
    }
}
