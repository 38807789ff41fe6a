using System.Text.Encodings.Web;
using System.Text.Json;

namespace InstructEngine.Demo.Tokens;

/// <summary>
/// The vocabulary of the demo model's text encoder: byte-level BPE in CLIP's files and order (256 byte signs, the same with
/// &lt;/w&gt;, the merges, start and end of text), learned from the captions. Always the same bytes.
/// </summary>
public static class DemoVocabulary
{
    /// <summary>Tokens of a prompt with start and end of text.</summary>
    public const int ModelMaxLength = 32;

    public const string StartOfText = "<|startoftext|>";

    public const string EndOfText = "<|endoftext|>";

    private const int MostMerges = 320;

    private static readonly Lazy<Learned> Shared = new(Learn);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true, NewLine = "\n" };

    private sealed record Learned(IReadOnlyList<(string Left, string Right)> Merges, IReadOnlyDictionary<string, int> Ids);

    /// <summary>All tokens, the two special ones included; so the ids are 0 to Size - 1.</summary>
    public static int Size => Shared.Value.Ids.Count;

    public static int StartOfTextId => Size - 2;

    /// <summary>Also the padding.</summary>
    public static int EndOfTextId => Size - 1;

    public static IReadOnlyDictionary<string, int> Ids => Shared.Value.Ids;

    public static IReadOnlyList<(string Left, string Right)> Merges => Shared.Value.Merges;

    /// <summary>Writes vocab.json, merges.txt, special_tokens_map.json and tokenizer_config.json into the folder, which is made where it is missing.</summary>
    public static void Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        Save("vocab.json", JsonSerializer.Serialize(Ids, Plain));
        Save("merges.txt", string.Concat(Merges.Select(pair => $"{pair.Left} {pair.Right}\n").Prepend("#version: 0.2\n")));
        Save("special_tokens_map.json", JsonSerializer.Serialize(SpecialTokens(), Indented) + "\n");
        Save("tokenizer_config.json", JsonSerializer.Serialize(Config(), Indented) + "\n");

        void Save(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static Learned Learn()
    {
        var merges = BytePairLearner.Learn(CaptionWords.Count(), MostMerges);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var bytes = ByteSymbols.InOrder.ToArray();
        foreach (var token in (string[])
            [.. bytes, .. bytes.Select(symbol => symbol + BytePairLearner.EndOfWord), .. merges.Select(pair => pair.Left + pair.Right), StartOfText, EndOfText])
        {
            ids.Add(token, ids.Count);
        }

        return new Learned(merges, ids);
    }

    private static Dictionary<string, object> SpecialTokens() => new()
    {
        ["bos_token"] = Token(StartOfText),
        ["eos_token"] = Token(EndOfText),
        ["pad_token"] = EndOfText,
        ["unk_token"] = Token(EndOfText),
    };

    private static Dictionary<string, object> Config() => new()
    {
        ["add_prefix_space"] = false,
        ["bos_token"] = Added(StartOfText),
        ["do_lower_case"] = true,
        ["eos_token"] = Added(EndOfText),
        ["errors"] = "replace",
        ["model_max_length"] = ModelMaxLength,
        ["pad_token"] = EndOfText,
        ["tokenizer_class"] = "CLIPTokenizer",
        ["unk_token"] = Added(EndOfText),
    };

    private static Dictionary<string, object> Token(string content) => new()
    {
        ["content"] = content,
        ["lstrip"] = false,
        ["normalized"] = true,
        ["rstrip"] = false,
        ["single_word"] = false,
    };

    private static Dictionary<string, object> Added(string content)
    {
        var token = new Dictionary<string, object> { ["__type"] = "AddedToken" };
        foreach (var (key, value) in Token(content))
        {
            token[key] = value;
        }

        return token;
    }
}
