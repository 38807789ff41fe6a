using System.Text.Json;

namespace InstructEngine.Shared.Tests.Diffusion;

/// <summary>Where the reference data lies; a test that needs it is skipped, by name, where it is absent.</summary>
internal static class GoldenFolder
{
    private static readonly Lazy<string?> Root = new(Find);

    /// <summary>For choosing test cases; a test itself calls <see cref="Require"/>.</summary>
    public static bool IsHere => Root.Value is not null;

    public static string Require(params string[] path)
    {
        Assert.SkipWhen(Root.Value is null, "The reference data (shared/golden beside the repository, or INSTRUCTENGINE_GOLDEN) is not here.");
        return Path.Combine([Root.Value!, .. path]);
    }

    public static JsonElement RequireJson(params string[] path) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Require(path)).Replace(": -Infinity", ": \"-Infinity\"", StringComparison.Ordinal));

    /// <summary>Paths, relative to the golden folder, of the folders that hold <paramref name="file"/>; one empty name where there is no data.</summary>
    public static IEnumerable<TheoryDataRow<string>> FoldersWith(string file)
    {
        if (Root.Value is not { } root)
        {
            return [new TheoryDataRow<string>("")];
        }

        return Directory.EnumerateFiles(root, Path.GetFileName(file), SearchOption.AllDirectories)
            .Where(found => found.Replace('\\', '/').EndsWith("/" + file, StringComparison.Ordinal))
            .Select(found => Path.GetRelativePath(root, found)[..^file.Length].Trim('/', '\\'))
            .Order(StringComparer.Ordinal)
            .Select(folder => new TheoryDataRow<string>(folder));
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("INSTRUCTENGINE_GOLDEN") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "golden");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
