using System.Diagnostics;
using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Diffusion.Text;

public sealed class When_a_prompt_is_longer_than_the_model_reads : IDisposable
{
    private readonly TinyTokenizer _files = new();
    private readonly ClipTokenizer _tokenizer;

    public When_a_prompt_is_longer_than_the_model_reads() => _tokenizer = ClipTokenizer.FromPretrained(_files.Folder);

    [Fact]
    public void What_fits_is_padded_and_nothing_is_reported()
    {
        var prompt = _tokenizer.Encode("Cat  cat");
        Assert.Equal([8L, 7, 7, 9, 9, 9], prompt.InputIds);
        Assert.Null(prompt.TruncatedText);
    }

    [Theory]
    [InlineData("cat cat cat cat", null)]
    [InlineData(" CAT\tcat  cat\n cat \n", null)]
    [InlineData("cat cat cat cat cat  CAT", "cat  CAT")]
    [InlineData("cat cat ttta cat", "ta cat")]
    [InlineData("cat cat CAT cat Straße,  ÉCLAIR\n", "Straße,  ÉCLAIR\n")]
    public void The_prompts_end_is_shown_as_it_was_written(string prompt, string? cut) => Assert.Equal(cut, _tokenizer.Encode(prompt).TruncatedText);

    [Theory]
    [InlineData("cat cat cat éé", "éé")]
    [InlineData("cat cat é", null)]
    [InlineData("cat cat ééé", "éé")]
    [InlineData("cat cat 猫猫", "猫猫")]
    [InlineData("猫é", "é")]
    [InlineData("😀", null)]
    [InlineData("cat 😀 cat", "😀 cat")]
    public void A_character_that_is_not_wholly_in_is_shown(string prompt, string? cut) =>
        // Four tokens fit, and each byte that the vocabulary does not know is one: é has two, 猫 three, 😀 four.
        Assert.Equal(cut, _tokenizer.Encode(prompt).TruncatedText);

    [Fact]
    public void What_was_repaired_is_shown_as_it_was_read() =>
        Assert.Equal("salt & pepper", _tokenizer.Encode("cat cat cat cat salt &amp; pepper").TruncatedText);

    public static TheoryData<string, long[]> Pieces => new()
    {
        { "cat ", [8, 7, 7, 7, 7, 9] },
        { "cat", [8, 6, 2, 6, 2, 9] },
        { "é", [8, 9, 9, 9, 9, 9] },
        { "😀", [8, 9, 9, 9, 9, 9] },
        { "'", [8, 9, 9, 9, 9, 9] },
        { "Σ", [8, 9, 9, 9, 9, 9] },
        { "\ud800", [8, 9, 9, 9, 9, 9] },
        { "\u001b[", [8, 9, 9, 9, 9, 9] },
        { "&amp;", [8, 9, 9, 9, 9, 9] },
        { "<|endoftext|>", [8, 9, 9, 9, 9, 9] },
    };

    [Theory, MemberData(nameof(Pieces))]
    public void A_megabyte_is_cut_within_two_seconds(string piece, long[] ids)
    {
        var prompt = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var encoded = _tokenizer.Encode(prompt);
        Assert.Equal(ids, encoded.InputIds);
        Assert.InRange(encoded.TruncatedText!.Length, 1_000_000 / piece.Length - 100, 1_000_000);
        // The best of three, because other tests run beside this one.
        Assert.InRange(Enumerable.Range(0, 3).Min(_ => Time(prompt)), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    public void Dispose() => _files.Dispose();

    private TimeSpan Time(string prompt)
    {
        var watch = Stopwatch.StartNew();
        _tokenizer.Encode(prompt);
        return watch.Elapsed;
    }
}
