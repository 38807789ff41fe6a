using InstructEngine.Cli.Generation;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class A_prompt_from_stdin
{
    [Theory]
    [InlineData("a red square\n", "a red square")]
    [InlineData("two\nlines\r\n", "two\nlines")]
    [InlineData("", "")]
    public void Is_all_of_it_but_the_last_line_end(string input, string prompt) => Assert.Equal(prompt, PromptText.Read("-", new StringReader(input)));

    [Fact]
    public void Is_only_read_for_a_dash() => Assert.Equal("a", PromptText.Read("a", new StringReader("unread")));

    [Fact]
    public void Is_refused_when_it_does_not_end() =>
        Assert.Equal(ExitCodes.Usage, Assert.Throws<CommandFailure>(() => PromptText.Read("-", new EndlessReader())).ExitCode);

    private sealed class EndlessReader : TextReader
    {
        public override int ReadBlock(Span<char> buffer) => Fill(buffer);

        public override int ReadBlock(char[] buffer, int index, int count) => Fill(buffer.AsSpan(index, count));

        private static int Fill(Span<char> buffer)
        {
            buffer.Fill('a');
            return buffer.Length;
        }
    }
}
