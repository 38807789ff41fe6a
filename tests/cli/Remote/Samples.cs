using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting.Specs;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Tests.Remote;

internal static class Samples
{
    public static Stage Rendering(int done) => new() { Name = "rendering", Done = done, Total = 9, Unit = "pairs", State = StageState.Running };

    public static Run Running(int done) => new() { RunId = "run-7", State = RunState.Running, Stages = { Rendering(done) } };

    public static Run Completed() => new() { RunId = "run-7", State = RunState.Completed, Artifacts = { "summary.json", "report.html" } };

    public static byte[] Summary()
    {
        var scores = new Dictionary<string, ScoreSummary> { ["all-correct"] = new(0.25, 0.5, 0.25, 1, [0.125, 0.375], 0.625) };
        return SummaryJson.Write(new RunSummary(
            "run-7", RunSpecReader.Demo(), 61, "d5", null, new(2, 4, 0), new(10, 0), new(9, 1), new(40, 1, 0.5, 0.75, "c", "r"),
            new("demo", 128, 1, "all-correct", 1, scores, [new(1, 0.25), new(2, 0.5)], new(2, scores))));
    }
}
