using System.Text;
using InstructEngine.TrainerService.Local.Piloting;

namespace InstructEngine.Cli.Training;

/// <summary>Trials as a table for a terminal or a log.</summary>
internal static class PilotTable
{
    public static string Of(IReadOnlyList<PilotTrial> trials, PilotRecommendation? recommendation, string? command)
    {
        var text = new StringBuilder();
        text.AppendLine($"{"beta",10}{"learning rate",15}   {"held out: accuracy",-20}{"loss",-10}{"winner",-12}{"loser",-12}{"seconds",8}");
        foreach (var trial in trials)
        {
            var figures = trial.HeldOut is { } heldOut
                ? $"{heldOut.ImplicitAccuracy,-20:0.000}{heldOut.Loss,-10:0.0000}{heldOut.WinnerError,-12:+0.00000;-0.00000;0.00000}{heldOut.LoserError,-12:+0.00000;-0.00000;0.00000}"
                : $"{trial.Failure,-54}";
            var mark = trial.Setting == recommendation?.Setting ? "*" : " ";
            text.AppendLine($"{trial.Setting.Beta,10}{trial.Setting.LearningRate,15} {mark} {figures}{trial.Seconds,8:0.0}");
        }

        text.AppendLine();
        text.AppendLine("  winner, loser: the model's error less the base's on an instruction's own image and on the other.");
        if (recommendation is not null)
        {
            text.AppendLine($"  * recommended: {recommendation.Reason}.");
            text.AppendLine();
            text.AppendLine(command);
        }

        return text.ToString();
    }
}
