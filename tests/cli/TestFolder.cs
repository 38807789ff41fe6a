namespace InstructEngine.Cli.Tests;

/// <summary>A folder of a test's own, with model folders that a spec may name.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder()
    {
        // Empty ones will do for whatever fails before a model is loaded.
        Directory.CreateDirectory(Models("demo-base"));
        Directory.CreateDirectory(Models("demo-renderer"));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("cli-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Models(string name = "") => System.IO.Path.Combine(Path, "models", name);

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public string Write(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A log that is still open: the temporary folder is swept anyway.
        }
    }
}
