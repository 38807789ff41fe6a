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

    private ClipVocabulary(Dictionary<string, int> ids, BytePairMerges merges, SpecialTokens special, string file)
    {
        _ids = ids;
        _tokens = [];
        foreach (var (token, id) in ids)
        {
            _tokens[id] = token;
        }

        _merges = merges;
        Bos = Required(special.Bos, "bos_token", file);
        Eos = Required(special.Eos, "eos_token", file);
        Pad = Required(special.Pad, "pad_token", file);
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

    public static ClipVocabulary Load(TokenizerFiles files)
    {
        var ids = files.ReadVocabulary();
        var merges = BytePairMerges.Parse(files.ReadMergeLines(), files.PathOf(TokenizerFiles.Merges), ids);
        return new ClipVocabulary(ids, merges, Text.SpecialTokens.Read(files), files.PathOf(TokenizerFiles.Vocabulary));
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

    private int Required(string token, string name, string file) => _ids.TryGetValue(token, out var id)
        ? id
        : throw new InvalidDataException($"{file}: the {name} '{token}' is not in it.");
}
