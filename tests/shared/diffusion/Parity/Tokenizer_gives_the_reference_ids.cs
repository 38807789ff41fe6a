using System.Collections.Concurrent;
using System.Text.Json;
using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

[Trait("Category", "Parity")]
public sealed class Tokenizer_gives_the_reference_ids
{
    public static IEnumerable<TheoryDataRow<string>> FullVocabularies => GoldenFolder.FoldersWith("golden.json");
    public static IEnumerable<TheoryDataRow<string>> ModelFolders => GoldenFolder.FoldersWith("io/tokenizer.json");

    [Theory, MemberData(nameof(FullVocabularies))]
    public void With_the_full_vocabulary(string folder)
    {
        var cases = GoldenFolder.RequireJson(folder, "golden.json").GetProperty("cases");
        var tokenizer = ClipTokenizer.FromPretrained(GoldenFolder.Require(folder));
        var wrong = new List<string>();
        foreach (var golden in cases.EnumerateArray())
        {
            var text = golden.GetProperty("text").GetString()!;
            Compare(wrong, text, golden.GetProperty("ids"), tokenizer.Tokenize(text));
            Compare(wrong, text, golden.GetProperty("input_ids_77"), tokenizer.Encode(text).InputIds);
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(ModelFolders))]
    public void With_the_vocabulary_of_a_model(string folder)
    {
        var cases = GoldenFolder.RequireJson(folder, "io", "tokenizer.json").GetProperty("cases");
        var first = ClipTokenizer.FromPretrained(GoldenFolder.Require(folder, "tokenizer"));
        var second = GoldenFolder.Find(folder, "tokenizer_2") is { } secondFolder ? ClipTokenizer.FromPretrained(secondFolder) : null;
        var wrong = new List<string>();
        foreach (var golden in cases.EnumerateArray())
        {
            var text = golden.GetProperty("text").GetString()!;
            Compare(wrong, text, golden.GetProperty("input_ids_77"), first.Encode(text).InputIds);
            if (second is not null)
            {
                Compare(wrong, text, golden.GetProperty("input_ids_77_tokenizer_2"), second.Encode(text).InputIds);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(FullVocabularies))]
    public void At_the_beginning_of_a_long_word(string folder)
    {
        var tokenizer = ClipTokenizer.FromPretrained(GoldenFolder.Require(folder));
        foreach (var piece in new[] { "a", "ha", "😂", "😂😍😂", "é", "猫犬", "...!", "etaoinshrdlu" })
        {
            var word = string.Concat(Enumerable.Repeat(piece, 6000 / piece.Length));
            Assert.Equal(tokenizer.Tokenize(word).Take(75), tokenizer.Encode(word).InputIds.Skip(1).Take(75));
        }
    }

    [Theory, MemberData(nameof(FullVocabularies))]
    public void To_many_threads_at_once(string folder)
    {
        var tokenizer = ClipTokenizer.FromPretrained(GoldenFolder.Require(folder));
        var cases = GoldenFolder.RequireJson(folder, "golden.json").GetProperty("cases").EnumerateArray().ToList();
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0, 4 * cases.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var golden = cases[i % cases.Count];
            var mistakes = new List<string>();
            Compare(mistakes, "", golden.GetProperty("input_ids_77"), tokenizer.Encode(golden.GetProperty("text").GetString()!).InputIds);
            mistakes.ForEach(wrong.Add);
        });
        Assert.Empty(wrong);
    }

    private static void Compare(List<string> wrong, string text, JsonElement expected, IReadOnlyList<long> actual)
    {
        var ids = expected.EnumerateArray().Select(id => id.GetInt64()).ToArray();
        if (!ids.SequenceEqual(actual))
        {
            wrong.Add($"{text}: [{string.Join(' ', ids)}] expected, [{string.Join(' ', actual)}] found");
        }
    }
}
