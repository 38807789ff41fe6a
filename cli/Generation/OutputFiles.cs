using System.Globalization;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Generation;

/// <summary>Where the images go: one to the file named, several to numbered ones beside it (<c>a-0.png</c>, with as many digits as the last one needs).</summary>
internal sealed class OutputFiles
{
    private readonly string[] _paths;

    /// <exception cref="CommandFailure">An image could not be written there.</exception>
    public OutputFiles(string path, int count)
    {
        _paths = count == 1 ? [path] : [.. Enumerable.Range(0, count).Select(index => Numbered(path, index, count))];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw Unusable($"--out is '{path}', but there is no folder {folder}; create it, or name another.");
        if (_paths.FirstOrDefault(Directory.Exists) is { } taken)
            throw Unusable($"--out: {taken} is a folder; name a file.");

        Guarded(_paths[0], () => AtomicFile.EnsureWritable(_paths[0]));
    }

    public string this[int index] => _paths[index];

    /// <exception cref="CommandFailure">The file system refuses.</exception>
    public void Write(int index, byte[] content, CancellationToken cancellationToken) =>
        Guarded(_paths[index], () => AtomicFile.WriteAsync(_paths[index], content, cancellationToken).GetAwaiter().GetResult());

    private static string Numbered(string path, int index, int count)
    {
        var digits = (count - 1).ToString(CultureInfo.InvariantCulture).Length;
        var number = index.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        return $"{path[..^Path.GetExtension(path).Length]}-{number}{Path.GetExtension(path)}";
    }

    private static void Guarded(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"--out: {path} cannot be written: {exception.Message}", exception);
        }
    }

    private static CommandFailure Unusable(string message, Exception? inner = null) => new(ExitCodes.OutputUnusable, message, inner);
}
