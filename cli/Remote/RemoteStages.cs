using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using StageState = InstructEngine.Hosting.Runs.StageState;

namespace InstructEngine.Cli.Remote;

internal static class RemoteStages
{
    public static IReadOnlyList<StageProgress> Of(Run run) =>
        [.. run.Stages.Select(stage => new StageProgress(stage.Name, stage.Done, stage.Total, stage.Unit, stage.Detail, StateOf(stage)))];

    private static StageState StateOf(Stage stage) => stage.State switch
    {
        Protos.V1.StageState.Completed => StageState.Completed,
        Protos.V1.StageState.Running => StageState.Running,
        _ => StageState.Waiting,
    };
}
