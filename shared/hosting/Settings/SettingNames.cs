namespace InstructEngine.Hosting.Settings;

/// <summary>How settings are named in the environment.</summary>
public static class SettingNames
{
    /// <summary>Every environment variable that the product reads starts with this.</summary>
    public const string Prefix = "INSTRUCTENGINE_";

    /// <summary>The environment variable of a key: <c>Bus:RabbitMq:Host</c> is <c>INSTRUCTENGINE_BUS__RABBITMQ__HOST</c>.</summary>
    public static string Variable(string key) => Prefix + key.ToUpperInvariant().Replace(":", "__", StringComparison.Ordinal);
}
