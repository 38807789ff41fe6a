using System.Text.Json;

namespace InstructEngine.Shared.Tests.Diffusion;

/// <summary>
/// Where the reference data lies: in the folder that <c>INSTRUCTENGINE_GOLDEN</c> names and nowhere else; without it in <c>shared/golden</c> beside
/// the repository and, for what is not there, in <c>tests/golden</c>. A test whose data is absent is skipped, by name.
/// </summary>
internal static class GoldenFolder
{
    private const string Variable = "INSTRUCTENGINE_GOLDEN";
    private static readonly Lazy<IReadOnlyList<string>> Roots = new(() => [.. FindRoots()]);

    /// <summary>Null where no root has it. For choosing test cases; a test itself calls <see cref="Require"/>.</summary>
    public static string? Find(params string[] path) =>
        Path.Combine(path).Length == 0 ? null : Roots.Value.Select(root => Path.Combine([root, .. path])).FirstOrDefault(Path.Exists);

    /// <summary>A model's folder, whole: some roots have no more than its reference outputs. Skips the test where it is absent.</summary>
    public static string RequireModel(string model) => Path.GetDirectoryName(Require(model, "model_index.json"))!;

    /// <summary>A file or folder; skips the test where it is absent.</summary>
    public static string Require(params string[] path)
    {
        var found = Find(path);
        Xunit.Assert.SkipWhen(found is null, $"{Path.Combine(path)} is in no folder of reference data (shared/golden beside the repository, tests/golden, or {Variable}).");
        return found!;
    }

    public static JsonElement RequireJson(params string[] path) => ReadJson(Require(path));

    /// <summary>Paths, relative to the roots, of the folders that hold <paramref name="file"/>; one empty name where none does.</summary>
    public static IEnumerable<Xunit.TheoryDataRow<string>> FoldersWith(string file)
    {
        var folders = Roots.Value.SelectMany(root => FoldersWith(root, file)).Distinct().Order(StringComparer.Ordinal).DefaultIfEmpty("");
        return folders.Select(folder => new Xunit.TheoryDataRow<string>(folder));
    }

    /// <remarks>Python writes infinity bare.</remarks>
    public static JsonElement ReadJson(string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file).Replace(": -Infinity", ": \"-Infinity\"", StringComparison.Ordinal));

    private static IEnumerable<string> FoldersWith(string root, string file) =>
        Directory.EnumerateFiles(root, Path.GetFileName(file), SearchOption.AllDirectories)
            .Select(found => Path.GetRelativePath(root, found).Replace('\\', '/'))
            .Where(found => found.EndsWith("/" + file, StringComparison.Ordinal))
            .Select(found => found[..^file.Length].TrimEnd('/'));

    private static IEnumerable<string> FindRoots()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? [named] : throw new DirectoryNotFoundException($"{Variable} names '{named}', which is no folder.");
        }

        return new[] { "shared", "tests" }.Select(parent => Above(Path.Combine(parent, "golden"))).OfType<string>();
    }

    private static string? Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
