using System.Text;
using System.Text.Json;
using InstructEngine.Diffusion.Models;

namespace InstructEngine.Diffusion.Text;

/// <summary>A tokenizer folder's files in memory; whatever is wrong with one is said with its name.</summary>
internal sealed class TokenizerFiles
{
    public const string Vocabulary = "vocab.json";
    public const string Merges = "merges.txt";
    public const string Config = "tokenizer_config.json";
    public const string SpecialTokensMap = "special_tokens_map.json";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly string _folder;
    private readonly Dictionary<string, byte[]> _contents = [];

    private TokenizerFiles(string folder) => _folder = folder;

    public static TokenizerFiles Read(string folder)
    {
        var files = new TokenizerFiles(folder);
        foreach (var name in new[] { Vocabulary, Merges, Config, SpecialTokensMap })
        {
            if (File.Exists(files.PathOf(name)))
            {
                files._contents[name] = File.ReadAllBytes(files.PathOf(name));
            }
            else if (name is Vocabulary or Merges)
            {
                throw new InvalidDataException($"{files.PathOf(name)}: missing; a CLIP tokenizer needs {Vocabulary} and {Merges}.");
            }
        }

        return files;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in _contents)
        {
            ReplacedFile.Write(Path.Combine(folder, name), content);
        }
    }

    public Dictionary<string, int> ReadVocabulary() => Parse<Dictionary<string, int>>(Vocabulary, "an object of tokens and their ids");

    public string[] ReadMergeLines() => TextOf(Merges).ReplaceLineEndings("\n").Split('\n');

    /// <summary>The file's members, or none when there is no such file.</summary>
    public Dictionary<string, JsonElement> ReadOptionalObject(string name) =>
        _contents.ContainsKey(name) ? Parse<Dictionary<string, JsonElement>>(name, "a JSON object") : [];

    private T Parse<T>(string name, string wanted)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(TextOf(name))
                ?? throw new InvalidDataException($"{PathOf(name)}: holds null; {wanted} is needed.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{PathOf(name)}: not {wanted}: {e.Message}", e);
        }
    }

    private string TextOf(string name)
    {
        try
        {
            return Strict.GetString(_contents[name]);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{PathOf(name)}: not UTF-8 text.", e);
        }
    }
}
