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

    [Fact]
    public void The_cut_words_are_reported()
    {
        var prompt = _tokenizer.Encode("cat cat cat cat cat  CAT");
        Assert.Equal([8L, 7, 7, 7, 7, 9], prompt.InputIds);
        Assert.Equal("cat cat", prompt.TruncatedText!.Trim());
    }

    [Fact]
    public void A_word_cut_in_its_middle_is_reported_from_there()
    {
        var prompt = _tokenizer.Encode("cat cat ttta cat");
        Assert.Equal([8L, 7, 7, 2, 2, 9], prompt.InputIds);
        Assert.Equal("ta cat", prompt.TruncatedText);
    }

    [Theory]
    [InlineData("cat ")]
    [InlineData("cat")]
    [InlineData("é")]
    [InlineData("'")]
    [InlineData("Σ")]
    [InlineData("\u001b[")]
    [InlineData("&amp;")]
    public void A_megabyte_does_not_hang(string piece)
    {
        var watch = Stopwatch.StartNew();
        var prompt = _tokenizer.Encode(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
        Assert.Equal(6, prompt.InputIds.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.Elapsed}");
    }

    public void Dispose() => _files.Dispose();
}
