namespace InstructEngine.Browser.Tests;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("instructengine-browser-").FullName;

    /// <summary>Writes a file and returns its address as a browser opens it.</summary>
    public string AddressOf(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return new Uri(path).AbsoluteUri;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
