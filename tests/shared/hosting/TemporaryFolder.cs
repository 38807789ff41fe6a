namespace InstructEngine.Shared.Tests.Hosting;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("instructengine-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
