using System.Text.Json;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>Two shards and an index, which a test can spoil: <c>a</c> and <c>b</c> are in the first, <c>c</c> is in the second.</summary>
internal sealed class ShardedFolder : IDisposable
{
    public const string First = "m-00001-of-00002.safetensors";
    public const string Second = "m-00002-of-00002.safetensors";
    private readonly string _folder = Directory.CreateTempSubdirectory("instructengine-").FullName;

    public ShardedFolder()
    {
        using var scope = NewDisposeScope();
        Write(First, new() { ["a"] = full(2, 1f), ["b"] = full(3, 2f) });
        Write(Second, new() { ["c"] = full(4, 3f, dtype: ScalarType.Float16) });
        Index(Map);
    }

    public string Path => PathOf("m.safetensors.index.json");

    public Dictionary<string, string> Map { get; } = new() { ["a"] = First, ["b"] = First, ["c"] = Second };

    public string PathOf(string name) => System.IO.Path.Combine(_folder, name);

    public void Write(string shard, Dictionary<string, Tensor> tensors) => SafetensorsWriter.Write(PathOf(shard), tensors);

    public void Index(Dictionary<string, string> map) => IndexText(JsonSerializer.Serialize(new { metadata = new { total_size = 28.0 }, weight_map = map }));

    public void IndexText(string json) => File.WriteAllText(Path, json);

    /// <summary>Opening it must fail with a message that names the index, and says <paramref name="words"/>.</summary>
    public void IsRefused(string? key, params string[] words)
    {
        var e = Assert.Throws<SafetensorsException>(() => ShardedSafetensors.Open(Path));
        Assert.Equal((Path, key), (e.File, e.Key));
        Assert.All(words.Append(Path), word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
