using System.Text.Json.Nodes;

namespace InstructEngine.Hosting.Specs;

/// <summary>The built-in spec: the demo run, and the default of every key that a spec leaves out.</summary>
public static class DemoSpec
{
    private static readonly Lazy<string> Text = new(Load);

    /// <summary>The spec as JSON, as a user would write it.</summary>
    public static string Json => Text.Value;

    /// <summary>A new copy on each call.</summary>
    internal static JsonObject Node() => JsonNode.Parse(Json)!.AsObject();

    private static string Load()
    {
        using var stream = typeof(DemoSpec).Assembly.GetManifestResourceStream("demo-spec.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
