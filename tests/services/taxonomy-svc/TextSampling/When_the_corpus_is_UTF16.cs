using System.Text;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_UTF16
{
    private const string Text = "two red rings on a white background\na blue square on black\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_encoding_and_the_way_to_convert_it_are_named(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);

        var refusal = Corpora.Refused([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);

        Assert.Equal("Prompt corpus 'prompts.txt' is UTF-16 text; expected UTF-8. Convert it, e.g. `iconv -f UTF-16 -t UTF-8 IN > OUT`.", refusal.Message);
    }

    [Theory]
    [InlineData(false, "UTF-16LE")]
    [InlineData(true, "UTF-16BE")]
    public void It_is_known_without_a_byte_order_mark(bool bigEndian, string name) =>
        Assert.Contains($"is {name} text", Corpora.Refused(new UnicodeEncoding(bigEndian, false).GetBytes(Text)).Message, StringComparison.Ordinal);

    [Fact]
    public void UTF32_is_named_too() =>
        Assert.Contains("is UTF-32 text", Corpora.Refused([0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Text)]).Message, StringComparison.Ordinal);
}
