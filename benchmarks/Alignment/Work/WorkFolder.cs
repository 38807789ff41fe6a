using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// One small JSON file for each finished unit of work, named by a hash of all that decides it. Several processes may work on one folder:
/// a unit is made by whoever holds its lock, which the system takes back from a process that dies.
/// </summary>
internal sealed class WorkFolder
{
    private readonly string _folder;

    public WorkFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Weights);
    }

    /// <summary>Images and manifests, by content.</summary>
    public string Blobs => Path.Combine(_folder, "blobs");

    /// <summary>Trained UNets, by content.</summary>
    public string Weights => Path.Combine(_folder, "weights");

    /// <summary>Where tables' pictures go.</summary>
    public string Picture(string name) => Path.Combine(_folder, name);

    /// <returns>Null where the unit is not finished.</returns>
    public T? Find<T>(string kind, string id)
        where T : class
    {
        var file = FileOf(kind, id);
        return File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), StorageJson.Options) : null;
    }

    public void Store<T>(string kind, string id, T result)
    {
        var unfinished = $"{FileOf(kind, id)}.{Environment.ProcessId}";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(result, StorageJson.Options));
        File.Move(unfinished, FileOf(kind, id), overwrite: true);
    }

    /// <returns>The claim on a unit, given back by disposal; null while another process has it.</returns>
    public IDisposable? Claim(string kind, string id)
    {
        try
        {
            var claim = new FileStream(
                FileOf(kind, id) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            claim.Write(JsonSerializer.SerializeToUtf8Bytes(Environment.ProcessId));
            return claim;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string FileOf(string kind, string id)
    {
        Directory.CreateDirectory(Path.Combine(_folder, kind));
        return Path.Combine(_folder, kind, id + ".json");
    }
}
