using InstructEngine.Diffusion.Text;

namespace InstructEngine.Shared.Tests.Scoring.ImageReward;

public sealed class Words_as_BERT_reads_them : IDisposable
{
    private readonly ImageRewardFolder _folder = new();

    [Theory]
    [InlineData("", new long[0])]
    [InlineData("A Red CAT", new long[] { 5, 6, 7 })]
    [InlineData("two cats!", new long[] { 21, 7, 8, 10 })]
    [InlineData("drawing,dog", new long[] { 15, 14, 16, 13 })]
    [InlineData("Café", new long[] { 9 })]
    [InlineData("CAFE\u0301", new long[] { 9 })]
    [InlineData("ćåfẹ̀", new long[] { 9 })]
    [InlineData("中文", new long[] { 17, 18 })]
    [InlineData("zebra cat", new long[] { 1, 7 })]
    [InlineData("a\0 red\tcat", new long[] { 5, 6, 7 })]
    [InlineData("😀 cat", new long[] { 1, 7 })]
    [InlineData("\u202Ecat", new long[] { 7 })]
    [InlineData("שלום a", new long[] { 1, 5 })]
    public void Lower_case_without_accents_in_pieces(string text, long[] ids)
    {
        var (encoded, mask) = BertTextTokenizer.FromPretrained(_folder.Path).Encode(text, 8);
        Assert.Equal([2, .. ids, 3, .. new long[6 - ids.Length]], encoded);
        Assert.Equal(ids.Length + 2, mask.Count(seen => seen));
        Assert.DoesNotContain(true, mask[(ids.Length + 2)..]);
    }

    [Fact]
    public void What_does_not_fit_is_cut_off_and_the_end_stays()
    {
        var (encoded, mask) = BertTextTokenizer.FromPretrained(_folder.Path).Encode("a red cat on the blue dog", 5);
        Assert.Equal([2, 5, 6, 7, 3], encoded);
        Assert.DoesNotContain(false, mask);
    }

    [Fact]
    public void A_hundred_kilobytes_are_read_no_slower_than_they_should()
    {
        var tokenizer = BertTextTokenizer.FromPretrained(_folder.Path);
        Assert.Equal([2, 7, 7, 3], tokenizer.Encode(string.Concat(Enumerable.Repeat("cat ", 25_000)), 4).Ids);
        Assert.Equal([2, 1, 3, 0], tokenizer.Encode(new string('a', 100_000), 4).Ids);
    }

    public void Dispose() => _folder.Dispose();
}
