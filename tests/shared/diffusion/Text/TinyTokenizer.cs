using System.Text.Json;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

/// <summary>A tokenizer folder with single letters, three merges and the special tokens; removed with the test.</summary>
internal sealed class TinyTokenizer : IDisposable
{
    private static readonly string[] Words = ["c", "a", "t", "c</w>", "a</w>", "t</w>", "ca", "cat</w>", "<|startoftext|>", "<|endoftext|>"];

    public TinyTokenizer()
    {
        var ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id);
        Write("vocab.json", JsonSerializer.Serialize(ids));
        Write("merges.txt", "#version: 0.2\nc a\nca t</w>\n");
        Write("tokenizer_config.json", """{ "model_max_length": 6 }""");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tokenizer").FullName;

    public void Write(string file, string content) => File.WriteAllText(Path.Combine(Folder, file), content);

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
