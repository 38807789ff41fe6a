using System.Text;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class Lines_of_a_stream
{
    [Theory]
    [InlineData("a\nb\r\nc\rd", "a|b|c|d")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("\r\n\r\n", "|")]
    [InlineData("a\r", "a")]
    [InlineData("", "")]
    public void Are_the_same_wherever_reads_end(string text, string expected)
    {
        var lines = expected.Length == 0 ? [] : expected.Split('|');
        for (var piece = 1; piece <= Math.Max(1, text.Length); piece++)
            Assert.Equal(lines, Read(Encoding.UTF8.GetBytes(text), piece));
    }

    [Fact]
    public void May_be_longer_than_the_buffer()
    {
        var longer = new string('x', 200_000);

        Assert.Equal(["short", longer, "end"], Read(Encoding.UTF8.GetBytes($"short\n{longer}\r\nend"), 70_001));
    }

    [Fact]
    public void Over_the_limit_keep_only_their_start_and_the_next_line_is_whole()
    {
        var content = Encoding.UTF8.GetBytes($"first\n{new string('x', 5 * CorpusLimits.MaxRecordBytes)}\r\nlast");
        using var stream = new PieceStream(content, 65_536);

        var lines = LineReader.ReadAll(stream).Select(line => (line.Number, line.Bytes.Length)).ToList();

        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.InRange(lines[1].Length, CorpusLimits.MaxRecordBytes + 1, 3 * CorpusLimits.MaxRecordBytes);
        Assert.Equal(4, lines[2].Length);
    }

    private static List<string> Read(byte[] content, int piece)
    {
        using var stream = new PieceStream(content, piece);
        return [.. LineReader.ReadAll(stream).Select(line => Encoding.UTF8.GetString(line.Bytes.Span))];
    }

    /// <summary>Gives at most so many bytes a read, as a network does.</summary>
    private sealed class PieceStream(byte[] content, int piece) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
