using System.Text.Json;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Folders;

/// <summary>The folder of one run, held by one process at a time. Disposing lets it go.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string MarkerName = "run.json";

    private const string LockName = "run.lock";

    private static readonly JsonSerializerOptions MarkerJson = new(StorageJson.Options) { WriteIndented = true };

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Takes the folder for a run, creating it if need be. Nothing that is already in it is changed.</summary>
    /// <exception cref="CommandFailure">It cannot be written, is in use, or holds something else.</exception>
    public static RunFolder Take(string path, RunMarker run)
    {
        path = System.IO.Path.GetFullPath(path);
        Create(path);
        var folder = new RunFolder(path, Lock(path));
        try
        {
            folder.Claim(run);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Which run a folder holds, without taking it.</summary>
    /// <exception cref="CommandFailure">It holds none.</exception>
    public static RunMarker MarkerOf(string path)
    {
        var marker = System.IO.Path.Combine(path, MarkerName);
        return System.IO.File.Exists(marker)
            ? Read(marker)
            : throw new CommandFailure(ExitCodes.Usage, $"--run {path} is no folder of a run: there is no {MarkerName} in it. Name the folder that 'run' wrote.");
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (System.IO.File.Exists(path))
            throw Unusable($"--out {path} is a file; name a folder.");

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"The output folder {path} cannot be created: {exception.Message} Name another with --out.", exception);
        }
    }

    private static FileStream Lock(string path)
    {
        var name = System.IO.Path.Combine(path, LockName);
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unusable($"The output folder {path} cannot be written: {exception.Message} Make it writable, or name another with --out.", exception);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw Unusable($"The output folder {path} is in use by another run of this program. Wait until that ends, or name another folder with --out.", exception);
        }
        catch (IOException exception)
        {
            throw Unusable($"The output folder {path} cannot be used: {exception.Message} Name another with --out.", exception);
        }
    }

    /// <summary>EWOULDBLOCK of flock on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 || (exception.HResult & 0xFFFF) is 32 or 33;

    private void Claim(RunMarker run)
    {
        var marker = File(MarkerName);
        if (System.IO.File.Exists(marker))
        {
            var held = Read(marker);
            if (held.RunId == run.RunId && RunIds.Difference(held.Spec, run.Spec) is { } difference)
                throw Unusable($"The output folder {Path} holds this run. {difference} Give the spec that is there to go on with it, or name another folder with --out.");
            if (held.RunId == run.RunId)
                return;
            if (!run.MayReplace(held, Path))
                throw Unusable(HoldsAnother(held, run));

            Write(marker, run);
            return;
        }

        if (Directory.EnumerateFileSystemEntries(Path).FirstOrDefault(entry => System.IO.Path.GetFileName(entry) != LockName) is { } foreign)
            throw Unusable($"The output folder {Path} holds {System.IO.Path.GetFileName(foreign)} but no run. Name a new or empty folder with --out.");

        Write(marker, run);
    }

    private string HoldsAnother(RunMarker held, RunMarker run) =>
        $"The output folder {Path} holds another run: {held.Description}. This one is {run.Description}. "
        + $"Name another folder with --out, or give the {held.Ingredients} that is there to go on with it.";

    private static RunMarker Read(string marker)
    {
        try
        {
            return JsonSerializer.Deserialize<RunMarker>(System.IO.File.ReadAllBytes(marker), MarkerJson) is { RunId.Length: > 0, Spec: not null } run
                ? run
                : throw new JsonException("It names no run.");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{marker} cannot be read: {exception.Message} Restore it, or name another folder with --out. Nothing was changed.", exception);
        }
    }

    private static void Write(string marker, RunMarker run)
    {
        try
        {
            // A rename: the marker is there whole, or not at all.
            var temporary = marker + ".new";
            System.IO.File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(run, MarkerJson));
            System.IO.File.Move(temporary, marker, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{marker} cannot be written: {exception.Message} Free some space, or name another folder with --out.", exception);
        }
    }

    private static CommandFailure Unusable(string message, Exception? inner = null) => new(ExitCodes.OutputUnusable, message, inner);
}
