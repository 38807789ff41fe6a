using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Folders;

/// <summary>A folder that is there whole or not at all: it is filled under another name beside its own, and takes its own at the end.</summary>
internal sealed class FreshFolder : IDisposable
{
    private const string Suffix = ".unfinished", LockName = ".lock";

    private readonly string _target;
    private readonly FileStream _lock;
    private bool _done;

    private FreshFolder(string target, string path, FileStream held) => (_target, Path, _lock) = (target, path, held);

    /// <summary>Where to write until it is complete.</summary>
    public string Path { get; }

    /// <summary>Begins anew; what a killed process has left of the same folder is deleted.</summary>
    /// <exception cref="CommandFailure">The folder is there and not empty, cannot be written, or another process is at it.</exception>
    public static FreshFolder Begin(string path)
    {
        var target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        EnsureFree(target, path);
        try
        {
            var unfinished = Directory.CreateDirectory(target + Suffix).FullName;
            var lockFile = System.IO.Path.Combine(unfinished, LockName);
            if (!File.Exists(lockFile) && Directory.EnumerateFileSystemEntries(unfinished).Any())
                throw Unusable($"{unfinished} is not empty, and not of this program. Move it away, or name another folder with --out.");

            var held = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new FreshFolder(target, unfinished, held);
            folder.Clear();
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"--out {path} cannot be used: {exception.Message} Name another folder, or wait until no other process writes it.", exception);
        }
    }

    /// <summary>Gives the folder its own name.</summary>
    /// <exception cref="CommandFailure">Something has taken it meanwhile.</exception>
    public void Complete()
    {
        try
        {
            if (Directory.Exists(_target))
                Directory.Delete(_target);
            File.Delete(System.IO.Path.Combine(Path, LockName));
            Directory.Move(Path, _target);
            _done = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{_target} cannot be put in its place: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_done)
            return;

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is what is reported.
        }
    }

    private static void EnsureFree(string target, string path)
    {
        if (File.Exists(target))
            throw Unusable($"--out {path} is a file; name a new or empty folder.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).FirstOrDefault() is { } entry)
            throw Unusable($"--out {path} holds {System.IO.Path.GetFileName(entry)}; name a new or empty folder. Nothing was changed.");
    }

    private void Clear()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.Name != LockName))
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    private static CommandFailure Unusable(string message, Exception? inner = null) => new(ExitCodes.OutputUnusable, message, inner);
}
