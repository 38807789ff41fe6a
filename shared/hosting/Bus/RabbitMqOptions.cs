using InstructEngine.Hosting.Settings;

namespace InstructEngine.Hosting.Bus;

/// <summary>Where the broker is. The password is in no log and in no error.</summary>
/// <param name="Host"><c>Bus:RabbitMq:Host</c>, default <c>localhost</c>.</param>
/// <param name="Port"><c>Bus:RabbitMq:Port</c>, default 5672 (with TLS 5671).</param>
/// <param name="VirtualHost"><c>Bus:RabbitMq:VirtualHost</c>, default <c>/</c>.</param>
/// <param name="Username"><c>Bus:RabbitMq:Username</c>, default <c>guest</c>.</param>
/// <param name="Password"><c>Bus:RabbitMq:Password</c>, default <c>guest</c>.</param>
/// <param name="UseTls"><c>Bus:RabbitMq:UseTls</c>, default false.</param>
public sealed record RabbitMqOptions(string Host, int Port, string VirtualHost, string Username, string Password, bool UseTls)
{
    public static RabbitMqOptions Default { get; } = new("localhost", 5672, "/", "guest", "guest", false);

    public override string ToString() => $"RabbitMQ at {Host}:{Port}{(VirtualHost == "/" ? "" : $" ({VirtualHost})")}";

    internal static RabbitMqOptions From(SettingReader read)
    {
        var tls = read.Flag("Bus:RabbitMq:UseTls", false);
        return new(
            read.Text("Bus:RabbitMq:Host", Default.Host),
            read.Integer("Bus:RabbitMq:Port", tls ? 5671 : 5672, 1, 65535),
            read.Text("Bus:RabbitMq:VirtualHost", Default.VirtualHost),
            read.Text("Bus:RabbitMq:Username", Default.Username),
            read.Text("Bus:RabbitMq:Password", Default.Password),
            tls);
    }
}
