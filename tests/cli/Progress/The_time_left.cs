using InstructEngine.Cli.Progress;
using InstructEngine.Hosting.Runs;
using Xunit;

namespace InstructEngine.Cli.Tests.Progress;

public class The_time_left
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Follows_the_pace_of_this_process_alone()
    {
        var left = new TimeLeft(_time);

        // 600 of 1000 were done by an earlier process; 100 more take 10 seconds, so 300 take 30.
        Assert.Null(left.Of(At(600)));
        _time.Pass(10);

        Assert.Equal(TimeSpan.FromSeconds(30), left.Of(At(700)));
    }

    [Fact]
    public void Is_not_guessed_from_too_little_and_not_told_at_the_end()
    {
        var left = new TimeLeft(_time);
        left.Of(At(0));
        _time.Pass(1);
        Assert.Null(left.Of(At(10)));
        _time.Pass(10);
        Assert.Null(left.Of(At(1000)));
    }

    [Theory]
    [InlineData(5, "0:05")]
    [InlineData(754, "12:34")]
    [InlineData(3723, "1:02:03")]
    public void Is_written_short(int seconds, string expected) => Assert.Equal(expected, TimeLeft.Format(TimeSpan.FromSeconds(seconds)));

    private static StageProgress At(long done) => new(Stages.Rendering, done, 1000, "pairs", null, StageState.Running);
}
