using System.Text;
using Google.Protobuf;
using InstructEngine.Cli.Progress;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Remote;

/// <summary>A run of a server in words, or as JSON.</summary>
internal static class RunText
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithIndentation());

    public static string AsJson(IMessage message) => Json.Format(message) + "\n";

    public static string Of(Run run)
    {
        var text = new StringBuilder();
        text.AppendLine($"{run.RunId}  {StateOf(run)}  {run.Name}  ({run.CorpusName})");
        if (run.FailureReason is { Length: > 0 } reason)
            text.AppendLine($"  {StateOf(run)} in {run.FailedService}: {reason}");
        foreach (var stage in RemoteStages.Of(run))
            text.AppendLine($"  {stage.Stage,-13}{StageLine.Of(stage, left: null)}".TrimEnd());
        return text.ToString();
    }

    public static string StateOf(Run run) => run.State.ToString().ToLowerInvariant();
}
