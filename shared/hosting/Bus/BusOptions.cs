using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Bus;

public enum BusTransport
{
    /// <summary>Inside this process only.</summary>
    Memory,

    RabbitMq,
}

/// <summary>How messages travel.</summary>
/// <param name="Transport"><c>Bus:Transport</c>, <c>memory</c> or <c>rabbitmq</c> (a service's default).</param>
/// <param name="ConnectTimeout"><c>Bus:ConnectTimeout</c> in seconds, 1 to 3600, default 60: how long a start waits for the broker.</param>
public sealed record BusOptions(BusTransport Transport, TimeSpan ConnectTimeout, RabbitMqOptions RabbitMq)
{
    /// <summary>Messages stay in this process.</summary>
    public static BusOptions InMemory { get; } = new(BusTransport.Memory, TimeSpan.FromSeconds(60), RabbitMqOptions.Default);

    /// <summary>From the environment and the files of <c>Secrets:Folder</c>, for programs that are no service.</summary>
    /// <inheritdoc cref="From"/>
    public static BusOptions FromEnvironment() => From(OfEnvironment());

    /// <summary>Whether the same places have a value for a setting.</summary>
    /// <exception cref="SettingException">The folder of secrets cannot be read.</exception>
    public static bool IsSet(string key) => !string.IsNullOrEmpty(OfEnvironment()[key]);

    /// <exception cref="SettingException">A value is out of its range.</exception>
    public static BusOptions From(IConfiguration configuration)
    {
        var read = new SettingReader(configuration);
        var transport = read.OneOf("Bus:Transport", "rabbitmq", "memory", "rabbitmq") == "memory" ? BusTransport.Memory : BusTransport.RabbitMq;
        return new(transport, read.Seconds("Bus:ConnectTimeout", 60, 1, 3600), RabbitMqOptions.From(read));
    }

    private static IConfigurationRoot OfEnvironment() => new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).AddSecretFiles().Build();
}
