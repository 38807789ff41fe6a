using InstructEngine.Cli.Progress;
using InstructEngine.Hosting.Runs;
using Xunit;

namespace InstructEngine.Cli.Tests.Progress;

public class Progress_on_a_pipe
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Ends_with_where_each_stage_stood()
    {
        var written = new StringWriter();
        var view = new PlainProgressView(written, _time);

        await Assert.ThrowsAsync<IOException>(() => view.ShowAsync<int>(show =>
        {
            show([Rendering(1, StageState.Running)]);
            show([Rendering(8, StageState.Running)]);
            throw new IOException("The disk is gone.");
        }));

        Assert.Equal(["rendering    1/9 pairs", "rendering    8/9 pairs"], written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Is_a_line_now_and_then_and_one_when_a_stage_ends()
    {
        var written = new StringWriter();
        await new PlainProgressView(written, _time).ShowAsync(show =>
        {
            show([Rendering(0, StageState.Waiting)]);
            show([Rendering(1, StageState.Running)]);
            _time.Pass(1);
            show([Rendering(2, StageState.Running)]);
            _time.Pass(5);
            show([Rendering(7, StageState.Running)]);
            show([Rendering(9, StageState.Completed)]);
            _time.Pass(60);
            show([Rendering(9, StageState.Completed)]);
            return Task.FromResult(0);
        });

        Assert.Equal(
            ["rendering    1/9 pairs", "rendering    7/9 pairs, 0:02 left", "rendering    9/9 pairs, done"],
            written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static StageProgress Rendering(long done, StageState state) => new(Stages.Rendering, done, 9, "pairs", null, state);
}
