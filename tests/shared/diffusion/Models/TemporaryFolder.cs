namespace InstructEngine.Shared.Tests.Diffusion.Models;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("instructengine-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
