using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Shared.Tests.Hosting.Runs;

internal static class SampleRuns
{
    public static RunSpec Spec { get; } = new(
        "test", 1, new(400, 3, 500), new("demo", 8, 4, 5), new(30, new(0.5, 0.25, 0.25)), new("demo-renderer", 12, 2, 3, 0.1, 0),
        new("demo-base", "cross-validation", 200, 1e-4, 150, 8, 10, 1, 0, 0, 0.1, 25), new("demo", 128, 1, 15, [1, 2, 3]));

    public static RunDocument Create(string runId) => new(runId, Spec, null, "demo", DateTimeOffset.UnixEpoch, RunState.Running);
}
