using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>The files of docs/events that follow from the contracts.</summary>
internal static class EventFiles
{
    /// <summary>Set to 1, the tests write the files instead of comparing them.</summary>
    public const string WriteVariable = "INSTRUCTENGINE_WRITE_EVENTS";

    private static readonly JsonSerializerOptions s_pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Folder { get; } = InRepository("docs", "events");

    public static string Earlier { get; } = InRepository("tests", "shared", "contracts", "earlier");

    /// <summary>Fails where the file is not what the contracts give, unless it is to be written.</summary>
    public static void Check(string name, JsonNode content)
    {
        var (path, text) = (Path.Combine(Folder, name), content.ToJsonString(s_pretty) + "\n");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"docs/events/{name} is not there: {HowToWrite}");
        Assert.True(File.ReadAllText(path) == text, $"docs/events/{name} is not what the contracts give: {HowToWrite}");
    }

    /// <summary>Fails where the folder has another file than these.</summary>
    public static void CheckNames(string folder, IEnumerable<string> names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Folder, folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static string HowToWrite => $"look whether the change is one that subscribers can live with (docs/events/README.md), then run these tests with {WriteVariable}=1.";

    private static string InRepository(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "InstructEngine.slnx")))
                return Path.Combine([folder.FullName, .. parts]);
        }

        throw new InvalidOperationException("The tests do not run from a checkout of the repository.");
    }
}
