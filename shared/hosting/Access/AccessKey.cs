using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using InstructEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Access;

/// <summary>The key that a service wants of whoever calls it, and that callers send: <c>Access:Key</c>, or the first line of the file that <c>Access:KeyFile</c> names.</summary>
public static class AccessKey
{
    public const string Section = "Access";

    /// <summary>Shorter ones could be guessed.</summary>
    public const int MinLength = 16;

    /// <returns>Null where none is set.</returns>
    /// <exception cref="SettingException">It is too short, has spaces, or its file cannot be read.</exception>
    public static EndpointKey? From(IConfiguration configuration)
    {
        if (EndpointKey.From(configuration, Section) is not { } key)
            return null;

        var text = key.Reveal();
        return text.Length >= MinLength && text.All(character => character is > ' ' and < '\x7f')
            ? key
            : throw new SettingException($"{Section}:Key", "***", $"{MinLength} or more letters, digits and signs without spaces, e.g. of `openssl rand -hex 32`");
    }

    /// <summary>The same from the environment, for programs that only call.</summary>
    /// <inheritdoc cref="From"/>
    public static EndpointKey? FromEnvironment() => From(new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).Build());

    internal static bool IsIn(string? authorization, EndpointKey key)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return false;

        // Of hashes, so that neither content nor length shows in the time it takes.
        return CryptographicOperations.FixedTimeEquals(Hash(header.Parameter ?? string.Empty), Hash(key.Reveal()));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
