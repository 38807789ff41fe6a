using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>BERT's lower-casing WordPiece with the ids of transformers' BertTokenizer, accents stripped. Safe for concurrent use.</summary>
public sealed class BertTextTokenizer
{
    public const string FileName = "vocab.txt";
    private const int BeginAndEnd = 2;
    private readonly BertTokenizer _tokenizer;

    private BertTextTokenizer(BertTokenizer tokenizer, int vocabSize) => (_tokenizer, VocabSize) = (tokenizer, vocabSize);

    /// <summary>Ids are below it.</summary>
    public int VocabSize { get; }

    /// <summary>Reads <c>vocab.txt</c>: one token a line, its id the line's number from 0.</summary>
    /// <exception cref="InvalidDataException">The file is missing or damaged; the message names it.</exception>
    public static BertTextTokenizer FromPretrained(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"{path}: missing; a BERT tokenizer needs it (that of bert-base-uncased).");
        var tokens = File.ReadLines(path).Count();
        foreach (var wanted in new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" })
        {
            if (!File.ReadLines(path).Contains(wanted, StringComparer.Ordinal))
                throw new InvalidDataException($"{path}: has no line {wanted}; it is no vocabulary of BERT's.");
        }

        try
        {
            // Transformers strips accents where it lower-cases.
            return new(BertTokenizer.Create(path, new BertOptions { LowerCaseBeforeTokenization = true, RemoveNonSpacingMarks = true }), tokens);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Begin, the text's tokens as far as they fit, end, and padding up to <paramref name="length"/>.</summary>
    /// <returns>Ids, and whether each is none of the padding.</returns>
    public (long[] Ids, bool[] Mask) Encode(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, BeginAndEnd);
        var inner = _tokenizer.EncodeToIds(Clean(text), length - BeginAndEnd, addSpecialTokens: false, out _, out _);
        var (ids, mask) = (new long[length], new bool[length]);
        Array.Fill(ids, _tokenizer.PaddingTokenId);
        ids[0] = _tokenizer.ClassificationTokenId;
        for (var i = 0; i < inner.Count; i++)
            ids[i + 1] = inner[i];
        ids[inner.Count + 1] = _tokenizer.SeparatorTokenId;
        Array.Fill(mask, true, 0, inner.Count + BeginAndEnd);
        return (ids, mask);
    }

    /// <summary>Ids int64 and mask bool of all texts, each <c>[B, length]</c>.</summary>
    public (Tensor Ids, Tensor Mask) Encode(IReadOnlyList<string> texts, int length)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var encoded = texts.Select(text => Encode(text, length)).ToList();
        return (
            tensor(encoded.SelectMany(text => text.Ids).ToArray(), [texts.Count, length], ScalarType.Int64),
            tensor(encoded.SelectMany(text => text.Mask).ToArray(), [texts.Count, length], ScalarType.Bool));
    }

    /// <summary>
    /// What transformers does first and the tokenizer does otherwise: controls are dropped, white space is a blank, accents are taken apart and dropped, and
    /// a character beyond the first plane, which the vocabulary has none of, makes its word unknown instead of vanishing.
    /// </summary>
    private static string Clean(string text)
    {
        const char unknown = '\uA000';
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                clean.Append(' ');
            else if (rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
                clean.Append(rune.IsBmp ? (char)rune.Value : unknown);
        }

        var apart = Composition.Decompose(clean.ToString().ToLowerInvariant());
        return string.Concat(apart.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }
}
