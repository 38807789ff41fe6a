using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>CLIP's lower-casing byte-level BPE, with the ids that transformers' CLIPTokenizer gives. Safe for concurrent use.</summary>
public sealed class ClipTokenizer
{
    private const int BeginAndEnd = 2;
    private readonly TokenizerFiles _files;
    private readonly ClipVocabulary _vocabulary;

    private ClipTokenizer(TokenizerFiles files) => (_files, _vocabulary) = (files, ClipVocabulary.Load(files));

    public int ModelMaxLength => _vocabulary.ModelMaxLength;
    public int VocabSize => _vocabulary.Size;
    public int BosTokenId => _vocabulary.Bos;
    public int EosTokenId => _vocabulary.Eos;
    public int PadTokenId => _vocabulary.Pad;

    /// <summary>Reads <c>vocab.json</c>, <c>merges.txt</c> and, where present, <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c>.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it.</exception>
    public static ClipTokenizer FromPretrained(string folder) => new(TokenizerFiles.Read(folder));

    /// <summary>Writes the files as they were read.</summary>
    public void SavePretrained(string folder) => _files.Save(folder);

    /// <summary>The ids of the whole text, without begin, end and padding.</summary>
    public IReadOnlyList<long> Tokenize(string text) => Collect(PromptCleaner.Clean(text), int.MaxValue).Ids;

    public TokenizedPrompt Encode(string text)
    {
        var (ids, rest) = Collect(PromptCleaner.Clean(text), ModelMaxLength - BeginAndEnd);
        var padded = new long[ModelMaxLength];
        Array.Fill(padded, PadTokenId);
        padded[0] = BosTokenId;
        ids.CopyTo(padded, 1);
        padded[ids.Count + 1] = EosTokenId;
        return new TokenizedPrompt(padded, rest);
    }

    /// <summary>Ids of all texts, int64 <c>[B, ModelMaxLength]</c>; what does not fit is cut off.</summary>
    public Tensor Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ids = texts.SelectMany(text => Encode(text).InputIds).ToArray();
        return tensor(ids, [texts.Count, ModelMaxLength], ScalarType.Int64);
    }

    private (List<long> Ids, string? Cut) Collect(string text, int limit)
    {
        var ids = new List<long>();
        foreach (var word in PromptWords.Split(text, _vocabulary.SpecialTokens))
        {
            var pieces = _vocabulary.Pieces(text[word]);
            var room = limit - ids.Count;
            ids.AddRange(pieces.Take(room).Select(id => (long)id));
            if (pieces.Count > room)
            {
                return (ids, _vocabulary.Decode(pieces.Skip(room)) + text[word.End..]);
            }
        }

        return (ids, null);
    }
}
