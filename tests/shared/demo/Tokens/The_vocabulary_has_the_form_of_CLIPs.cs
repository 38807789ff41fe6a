using System.Text.Json;
using System.Text.RegularExpressions;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Demo.Tokens;

namespace InstructEngine.Shared.Tests.Demo.Tokens;

public sealed class The_vocabulary_has_the_form_of_CLIPs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-vocabulary").FullName;

    public The_vocabulary_has_the_form_of_CLIPs() => DemoVocabulary.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bytes_then_bytes_at_a_words_end_then_merges_then_start_and_end_of_text()
    {
        var ids = JsonSerializer.Deserialize<Dictionary<string, int>>(Text("vocab.json"))!;
        var byId = ids.OrderBy(entry => entry.Value).Select(entry => entry.Key).ToArray();
        Assert.Equal(Enumerable.Range(0, byId.Length), ids.Values.Order());
        Assert.Equal("!", byId[0]);
        Assert.Equal("Ġ", byId[188 + ' ']);
        Assert.Equal(byId[..256].Select(token => token + "</w>"), byId[256..512]);
        var merges = Text("merges.txt").TrimEnd('\n').Split('\n')[1..];
        Assert.Equal(merges.Select(line => line.Replace(" ", "", StringComparison.Ordinal)), byId[512..^2]);
        Assert.Equal(["<|startoftext|>", "<|endoftext|>"], byId[^2..]);
        Assert.Equal(byId.Length, DemoVocabulary.Size);
        Assert.Equal(ids["<|endoftext|>"], DemoVocabulary.EndOfTextId);
        Assert.Equal(ids["<|startoftext|>"], DemoVocabulary.StartOfTextId);
    }

    [Fact]
    public void Each_merge_joins_tokens_that_are_there_before_it()
    {
        var known = DemoVocabulary.Ids.Where(entry => entry.Value < 512).Select(entry => entry.Key).ToHashSet();
        foreach (var (left, right) in DemoVocabulary.Merges)
        {
            Assert.Contains(left, known);
            Assert.Contains(right, known);
            Assert.True(known.Add(left + right));
        }
    }

    [Fact]
    public void Every_word_of_the_captions_is_one_token_and_every_caption_fits()
    {
        var random = new DemoRandom(14);
        foreach (var scene in Enumerable.Repeat(Scene.All, 3).SelectMany(all => all))
        {
            var words = Regex.Matches(CaptionGrammar.Write(scene, random), @"\p{L}+|\p{N}|[^\s\p{L}\p{N}]+");
            Assert.DoesNotContain(words, word => !DemoVocabulary.Ids.ContainsKey(word.Value + "</w>"));
            Assert.InRange(words.Count + 2, 4, DemoVocabulary.ModelMaxLength);
        }
    }

    [Fact]
    public void The_same_bytes_are_written_every_time()
    {
        var again = Path.Combine(_folder, "again");
        DemoVocabulary.Write(again);
        Assert.Equal(4, Directory.GetFiles(again).Length);
        Assert.All(Directory.GetFiles(again), file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, Path.GetFileName(file))), File.ReadAllBytes(file)));
    }

    [Fact]
    public void The_configuration_names_length_and_padding()
    {
        using var config = JsonDocument.Parse(Text("tokenizer_config.json"));
        Assert.Equal(32, config.RootElement.GetProperty("model_max_length").GetInt32());
        Assert.Equal("<|endoftext|>", config.RootElement.GetProperty("pad_token").GetString());
        Assert.True(config.RootElement.GetProperty("do_lower_case").GetBoolean());
        using var special = JsonDocument.Parse(Text("special_tokens_map.json"));
        Assert.Equal("<|startoftext|>", special.RootElement.GetProperty("bos_token").GetProperty("content").GetString());
    }

    private string Text(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
