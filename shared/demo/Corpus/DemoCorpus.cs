using System.Text;

namespace InstructEngine.Demo.Corpus;

/// <summary>The prompts of the demo run: what people might type to a model of this small world, as untidy as such lists are.</summary>
public static class DemoCorpus
{
    private const string ResourceName = "demo-prompts.txt";

    /// <summary>The corpus as UTF-8 text, one prompt a line, with duplicates, junk and prompts outside the world. The caller disposes it.</summary>
    public static Stream Open() =>
        typeof(DemoCorpus).Assembly.GetManifestResourceStream(ResourceName)
        ?? throw new InvalidOperationException($"The assembly lacks its resource '{ResourceName}'.");

    public static IReadOnlyList<string> Lines()
    {
        using var reader = new StreamReader(Open(), Encoding.UTF8);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }
}
