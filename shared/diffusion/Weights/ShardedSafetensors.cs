using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>A checkpoint in several safetensors files, which <c>*.safetensors.index.json</c> lists. Index and files must agree on every tensor.</summary>
public sealed class ShardedSafetensors : ISafetensors
{
    private readonly Dictionary<string, SafetensorsFile> _shards;
    private readonly Dictionary<string, string> _shardOf;

    private ShardedSafetensors(string path, Dictionary<string, string> shardOf, Dictionary<string, SafetensorsFile> shards)
    {
        (Path, _shardOf, _shards) = (path, shardOf, shards);
        Entries = shardOf.ToDictionary(t => t.Key, t => shards[t.Value].Entries[t.Key], StringComparer.Ordinal);
    }

    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <param name="path">The index; the files are beside it.</param>
    /// <exception cref="SafetensorsException">The index or a file is not well-formed, a file is missing, or a tensor is not in exactly the file that is said.</exception>
    /// <exception cref="FileNotFoundException">There is no such index.</exception>
    public static ShardedSafetensors Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var shardOf = ShardIndex.Read(path);
        var shards = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, shard) in shardOf)
            {
                if (!shards.ContainsKey(shard))
                    shards.Add(shard, OpenShard(path, name, shard));
            }

            RefuseDisagreement(path, shardOf, shards);
            return new(path, shardOf, shards);
        }
        catch
        {
            foreach (var shard in shards.Values)
                shard.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Tensor Read(string name) => ShardOf(name).Read(name);

    /// <inheritdoc/>
    public Tensor Map(string name) => ShardOf(name).Map(name);

    public void Dispose()
    {
        foreach (var shard in _shards.Values)
            shard.Dispose();
    }

    private static SafetensorsFile OpenShard(string path, string name, string shard)
    {
        var file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", shard);
        return File.Exists(file) ? SafetensorsFile.Open(file) : throw new SafetensorsException(path, name, $"its file '{shard}' is missing beside the index.");
    }

    private static void RefuseDisagreement(string path, Dictionary<string, string> shardOf, Dictionary<string, SafetensorsFile> shards)
    {
        foreach (var (name, shard) in shardOf)
        {
            if (!shards[shard].Entries.ContainsKey(name))
                throw new SafetensorsException(path, name, $"the index says it is in '{shard}', but that file does not have it.");
        }

        foreach (var (shard, file) in shards)
        {
            foreach (var name in file.Entries.Keys)
            {
                if (!shardOf.TryGetValue(name, out var listed))
                    throw new SafetensorsException(path, name, $"it is in '{shard}', but the index does not list it.");
                if (listed != shard)
                    throw new SafetensorsException(path, name, $"it is in two files, '{listed}' and '{shard}'.");
            }
        }
    }

    private SafetensorsFile ShardOf(string name) =>
        _shardOf.TryGetValue(name, out var shard) ? _shards[shard] : throw new SafetensorsException(Path, name, "not listed in the index.");
}
