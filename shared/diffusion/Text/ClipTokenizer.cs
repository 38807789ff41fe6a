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

    /// <summary>A text encoder's <c>vocab_size</c> must be greater.</summary>
    public int LargestTokenId => _vocabulary.LargestId;

    public int BosTokenId => _vocabulary.Bos;
    public int EosTokenId => _vocabulary.Eos;
    public int PadTokenId => _vocabulary.Pad;

    /// <summary>Reads <c>vocab.json</c>, <c>merges.txt</c> and, where present, <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c>.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it.</exception>
    public static ClipTokenizer FromPretrained(string folder) => new(TokenizerFiles.Read(folder));

    /// <summary>Writes the files as they were read.</summary>
    public void SavePretrained(string folder) => _files.Save(folder);

    /// <summary>The ids of the whole text, without begin, end and padding. The time grows with the square of the longest word.</summary>
    public IReadOnlyList<long> Tokenize(string text) => Collect(PromptCleaner.Clean(text), int.MaxValue).Ids;

    /// <summary>The ids of one prompt; what does not fit is cut off and shown.</summary>
    public TokenizedPrompt Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (ids, rest) = Collect(PromptCleaner.Clean(text), ModelMaxLength - BeginAndEnd);
        var padded = new long[ModelMaxLength];
        Array.Fill(padded, PadTokenId);
        padded[0] = BosTokenId;
        ids.CopyTo(padded, 1);
        padded[ids.Count + 1] = EosTokenId;
        return new TokenizedPrompt(padded, rest is null ? null : PromptTail.Find(text, rest));
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
            var whole = text[word];
            var (pieces, read) = _vocabulary.Encode(whole, limit - ids.Count);
            ids.AddRange(pieces.Select(id => (long)id));
            if (read < whole.Length)
                return (ids, text[(word.Start.Value + read)..]);
        }

        return (ids, null);
    }
}
