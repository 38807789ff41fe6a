using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>Ids, merges and special tokens of one tokenizer folder.</summary>
internal sealed class ClipVocabulary
{
    private const string EndOfWord = "</w>";
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<int, string> _tokens;
    private readonly BytePairMerges _merges;
    private readonly int[] _byteIds;
    private readonly int[] _lastByteIds;

    private ClipVocabulary(Dictionary<string, int> ids, BytePairMerges merges, SpecialTokens special, string folder)
    {
        _ids = ids;
        _tokens = [];
        foreach (var (token, id) in ids)
        {
            _tokens[id] = token;
        }

        _merges = merges;
        Bos = Required(special.Bos, "bos_token", folder);
        Eos = Required(special.Eos, "eos_token", folder);
        Pad = Required(special.Pad, "pad_token", folder);
        ModelMaxLength = special.ModelMaxLength;
        SpecialTokens = [special.Bos, special.Eos, special.Pad];
        // What the vocabulary does not know reads as the end token, CLIP's unknown token.
        _byteIds = ByteAlphabet.Characters.Select(c => ids.GetValueOrDefault($"{c}", Eos)).ToArray();
        _lastByteIds = ByteAlphabet.Characters.Select(c => ids.GetValueOrDefault(c + EndOfWord, Eos)).ToArray();
    }

    public int Size => _ids.Count;
    public int Bos { get; }
    public int Eos { get; }
    public int Pad { get; }
    public int ModelMaxLength { get; }
    public IReadOnlyList<string> SpecialTokens { get; }

    public static ClipVocabulary Load(string folder)
    {
        var ids = TokenizerFiles.ReadVocabulary(Path.Combine(folder, "vocab.json"));
        var merges = BytePairMerges.Read(Path.Combine(folder, "merges.txt"), ids);
        return new ClipVocabulary(ids, merges, Text.SpecialTokens.Read(folder), folder);
    }

    public IReadOnlyList<int> Pieces(string word)
    {
        if (SpecialTokens.Contains(word))
        {
            return [_ids[word]];
        }

        var bytes = Encoding.UTF8.GetBytes(word);
        var pieces = Array.ConvertAll(bytes, b => _byteIds[b]);
        pieces[^1] = _lastByteIds[bytes[^1]];
        return _merges.Apply(pieces);
    }

    public string Decode(IEnumerable<int> ids)
    {
        var joined = string.Concat(ids.Select(id => _tokens[id])).Replace(EndOfWord, "", StringComparison.Ordinal);
        return ByteAlphabet.Decode(joined);
    }

    private int Required(string token, string name, string folder) => _ids.TryGetValue(token, out var id)
        ? id
        : throw new InvalidDataException($"{Path.Combine(folder, "vocab.json")}: the {name} '{token}' is not in it.");
}
