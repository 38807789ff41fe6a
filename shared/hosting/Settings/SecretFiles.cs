using Microsoft.Extensions.Configuration;

namespace InstructEngine.Hosting.Settings;

/// <summary>Settings from a folder of files, one a setting, as Kubernetes and Docker mount secrets.</summary>
internal static class SecretFiles
{
    private const string Folder = "Secrets:Folder";

    /// <summary>The folder that <c>Secrets:Folder</c> names: its file <c>STORAGE__MONGOCONNECTIONSTRING</c> holds the setting <c>Storage:MongoConnectionString</c>, before all other sources.</summary>
    /// <exception cref="SettingException">There is no such folder, or it cannot be read.</exception>
    public static IConfigurationBuilder AddSecretFiles(this IConfigurationBuilder builder)
    {
        if (builder.Build()[Folder] is not { Length: > 0 } folder)
            return builder;
        if (!Directory.Exists(folder))
            throw new SettingException(Folder, folder, "a folder with a file for each secret");

        try
        {
            builder.AddKeyPerFile(Path.GetFullPath(folder), optional: false, reloadOnChange: false);
            builder.Build();
            return builder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Folder, folder, $"a folder whose files can be read ({exception.GetType().Name})");
        }
    }
}
