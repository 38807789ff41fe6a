using Xunit;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>Reference data that lies outside the repository: <c>INSTRUCTENGINE_GOLDEN</c>, or <c>shared/golden</c> in a folder above.</summary>
internal static class GoldenFolder
{
    /// <summary>The path of a file in it; skips the test by name where it is absent.</summary>
    public static string Require(string relativePath)
    {
        foreach (var root in Candidates())
        {
            var path = Path.Combine(root, relativePath);
            if (File.Exists(path))
                return path;
        }

        Assert.Skip($"{relativePath} is in no golden folder (set INSTRUCTENGINE_GOLDEN, or put shared/golden beside the repository).");
        return "";
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("INSTRUCTENGINE_GOLDEN") is { Length: > 0 } named)
            yield return named;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "golden");
    }
}
