using System.Text;
using Microsoft.ML.Tokenizers;

namespace InstructEngine.Diffusion.Text;

/// <summary>Ids, merges and special tokens of one tokenizer folder. Safe for concurrent use.</summary>
internal sealed class ClipVocabulary
{
    private const string EndOfWord = "</w>";

    /// <summary>How far ahead, in tokens, the merging of a word's beginning is taken to depend on what follows.</summary>
    private const int LookAhead = 64;
    private readonly BpeTokenizer _merging;
    private readonly Dictionary<string, int> _specialIds;
    private readonly int _longestToken;

    private ClipVocabulary(Dictionary<string, int> ids, IReadOnlyList<string> merges, SpecialTokens special, TokenizerFiles files)
    {
        Size = ids.Count;
        LargestId = ids.Values.Max();
        Bos = Required(special.Bos, "bos_token");
        Eos = Required(special.Eos, "eos_token");
        Pad = Required(special.Pad, "pad_token");
        ModelMaxLength = special.ModelMaxLength;
        string[] named = [special.Bos, special.Eos, special.Pad];
        // In the text they are looked for when it is in lower case.
        _specialIds = named.Concat(special.Added.Keys).Distinct().GroupBy(token => token.ToLowerInvariant()).ToDictionary(same => same.Key, same => ids[same.First()]);
        SpecialTokens = [.. _specialIds.Keys.OrderByDescending(token => token.Length)];
        _longestToken = ids.Keys.Max(token => token.Length);
        _merging = Merging(ids, merges, special.Eos, files);

        int Required(string token, string name) => ids.TryGetValue(token, out var id)
            ? id
            : throw new InvalidDataException($"{files.PathOf(TokenizerFiles.Vocabulary)}: the {name} '{token}' is not in it.");
    }

    public int Size { get; }
    public int LargestId { get; }
    public int Bos { get; }
    public int Eos { get; }
    public int Pad { get; }
    public int ModelMaxLength { get; }

    /// <summary>In lower case, the longest first.</summary>
    public IReadOnlyList<string> SpecialTokens { get; }

    public static ClipVocabulary Load(TokenizerFiles files)
    {
        var ids = files.ReadVocabulary();
        var special = Text.SpecialTokens.Read(files);
        var merges = MergeLines.Check(files.ReadMergeLines(), files.PathOf(TokenizerFiles.Merges), ids);
        foreach (var (token, id) in special.Added)
        {
            if (!ids.TryAdd(token, id) && ids[token] != id)
                throw new InvalidDataException($"{files.PathOf(TokenizerFiles.Config)}: added_tokens_decoder has '{token}' as {id}, vocab.json as {ids[token]}.");
        }

        if (ids.FirstOrDefault(pair => pair.Value < 0) is { Key: not null } negative)
            throw new InvalidDataException($"{files.PathOf(TokenizerFiles.Vocabulary)}: '{negative.Key}' has the id {negative.Value}; an id of at least 0 is needed.");

        return new ClipVocabulary(ids, merges, special, files);
    }

    /// <summary>The ids of a word's beginning.</summary>
    /// <param name="word">One that <see cref="PromptWords"/> gave.</param>
    /// <param name="room">The most ids to give.</param>
    /// <returns>The ids, and how many of the word's characters they stand for; a character cut in two is not counted.</returns>
    public (IReadOnlyList<int> Ids, int Length) Encode(string word, int room)
    {
        if (room == 0)
            return ([], 0);
        if (_specialIds.TryGetValue(word, out var special))
            return ([special], word.Length);

        // Merging takes time in the square of the length, so of a word of a megabyte only what can matter is looked at.
        var most = (int)Math.Min(word.Length * 3L, ((long)room + LookAhead) * _longestToken);
        var bytes = Encoding.UTF8.GetBytes(word[..Math.Min(word.Length, most)]);
        var letters = ByteAlphabet.Write(bytes.AsSpan(0, Math.Min(bytes.Length, most)));
        var ids = _merging.EncodeToIds(letters, room, out _, out var read, considerPreTokenization: false, considerNormalization: false);
        return (ids, WholeCharacters(word, read));
    }

    private static BpeTokenizer Merging(Dictionary<string, int> ids, IReadOnlyList<string> merges, string unknown, TokenizerFiles files)
    {
        try
        {
            return BpeTokenizer.Create(new BpeOptions(ids)
            {
                Merges = merges,
                EndOfWordSuffix = EndOfWord,
                // What the vocabulary does not know reads as the end token, CLIP's unknown token.
                UnknownToken = unknown,
                PreTokenizer = null,
            });
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{files.PathOf(TokenizerFiles.Vocabulary)} and {TokenizerFiles.Merges} make no tokenizer: {e.Message}", e);
        }
    }

    private static int WholeCharacters(string word, int bytes)
    {
        var length = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
