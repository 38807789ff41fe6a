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

    private static void Compare(List<string> wrong, string text, JsonElement expected, IReadOnlyList<long> actual)
    {
        var ids = expected.EnumerateArray().Select(id => id.GetInt64()).ToArray();
        if (!ids.SequenceEqual(actual))
        {
            wrong.Add($"{text}: [{string.Join(' ', ids)}] expected, [{string.Join(' ', actual)}] found");
        }
    }
}
