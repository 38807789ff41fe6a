using System.Text;
using InstructEngine.Hosting.Models;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Length;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Services.Tests.Instructions.QualityControl;

/// <summary>Quality control without a models folder.</summary>
internal static class Qualities
{
    public static TripleQualities Default { get; } = With();

    public static TripleQualities With(string modelsFolder = "no-such-folder", params string[] suites) => new(new(suites, []), Tokens(modelsFolder));

    public static TokenCounters Tokens(string modelsFolder) => new(new ModelRoot(modelsFolder), NullLogger<TokenCounters>.Instance);
}

internal sealed class TextFile : IDisposable
{
    public TextFile(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("instructengine-").FullName;
        Path = System.IO.Path.Combine(folder, name);
        File.WriteAllBytes(Path, Encoding.UTF8.GetBytes(text));
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
