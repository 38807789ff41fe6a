using InstructEngine.Cli.Tests.Embedded;
using InstructEngine.Cli.Tests.Generation;
using Xunit;

[assembly: AssemblyFixture(typeof(TinyModelFolder))]

namespace InstructEngine.Cli.Tests.Generation;

/// <summary>A tiny model's folder (32 × 32 pixels, factor 4), written once for all tests that only read it.</summary>
public sealed class TinyModelFolder : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Lazy<string> _path;

    public TinyModelFolder() => _path = new Lazy<string>(() =>
    {
        TinyModels.Write(_folder.Models("demo-base"));
        return _folder.Models("demo-base");
    });

    public string Path => _path.Value;

    /// <summary>One to be damaged.</summary>
    public string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(folder, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    public void Dispose() => _folder.Dispose();
}
