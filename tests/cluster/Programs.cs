namespace InstructEngine.Cluster.Tests;

/// <summary>The programs as the build left them, each in its own output folder, and the demo's models.</summary>
internal static class Programs
{
    private static readonly string s_output = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>What the services of a test want of their callers.</summary>
    public const string AccessKey = "canary-access-93b1f0c7d2";

    /// <summary>The folder with the solution.</summary>
    public static string Repository { get; } = FindRepository();

    public static string CommandLine => Find("InstructEngine.Cli", "instructengine");

    /// <summary>Any of the services, with a fault in it; see its <c>Fault</c>.</summary>
    public static string FaultyService => Find("InstructEngine.FaultyService", "faulty-service");

    public static string Service(string project, string name) => Find(project, name);

    /// <summary>The folder with demo-base and demo-renderer; skips the test where the repository has no weights.</summary>
    public static string Models()
    {
        var models = Path.Combine(Repository, "models");
        if (File.Exists(Path.Combine(models, "demo-base", "model_index.json")))
        {
            return models;
        }

        Assert.Skip("The demo's weights (models/demo-base) are not in this checkout.");
        return "";
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InstructEngine.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has InstructEngine.slnx.");
    }

    private static string Find(string project, string name)
    {
        var path = Path.Combine(s_output, project, s_configuration, OperatingSystem.IsWindows() ? name + ".exe" : name);
        Assert.True(File.Exists(path), $"{path} is not built; build the whole solution first.");
        return path;
    }
}
