using InstructEngine.Cli.Diagnosis;
using Xunit;

namespace InstructEngine.Cli.Tests.Diagnosis;

public sealed class The_clock_of_a_server
{
    private static readonly DateTimeOffset s_asked = new(2026, 1, 2, 3, 4, 5, 900, TimeSpan.Zero);
    private static readonly DateTimeOffset s_answered = s_asked.AddSeconds(2);

    [Theory]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("Fri, 02 Jan 2026 03:04:06 GMT")]
    [InlineData("Fri, 02 Jan 2026 03:04:07 GMT")]
    [InlineData("Fri, 02 Jan 2026 03:04:12 GMT")]
    [InlineData("Fri, 02 Jan 2026 03:04:00 GMT")]
    public void May_differ_a_little(string date) => Assert.Equal(CheckState.Ok, ClockCheck.Of("clock", date, s_asked, s_answered).State);

    [Theory]
    [InlineData("Fri, 02 Jan 2026 03:14:07 GMT", "599 s ahead of")]
    [InlineData("Fri, 02 Jan 2026 02:54:05 GMT", "600 s behind")]
    [InlineData("Fri, 02 Jan 2026 03:04:14 GMT", "6 s ahead of")]
    public void Fails_beyond_that_and_says_how_far_it_is_out(string date, string said)
    {
        var check = ClockCheck.Of("clock", date, s_asked, s_answered);

        Assert.Equal(CheckState.Failed, check.State);
        Assert.Contains(said, check.Detail, StringComparison.Ordinal);
        Assert.Contains("NTP", check.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yesterday")]
    public void Is_not_judged_without_a_date(string? date) => Assert.Equal(CheckState.Skipped, ClockCheck.Of("clock", date, s_asked, s_answered).State);
}
