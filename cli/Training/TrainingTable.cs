using System.Text;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>A training as a table for a terminal or a log: a line for each look at the held-out pairs.</summary>
internal static class TrainingTable
{
    public static string Of(LocalTrainingResult result)
    {
        var (log, last) = (result.Log, result.Last);
        var text = new StringBuilder();
        text.AppendLine($"{log.Loss} on {log.TrainingPairs} pairs ({log.HeldOutPairs} held out), {last.Step} steps, {last.Epochs} epoch{(last.Epochs == 1 ? "" : "s")}");
        foreach (var (reason, count) in log.LeftOut ?? new Dictionary<string, int>())
            text.AppendLine($"  left out: {count} × {reason}");
        foreach (var rollback in log.Rollbacks ?? [])
            text.AppendLine($"  diverged at step {rollback.Step} ({rollback.Reason}); went back to step {rollback.BackTo}, with {rollback.LearningRateFactor} of the learning rate");

        text.AppendLine();
        text.AppendLine($"{"step",8}{"loss",10}{"accuracy",10}{"grad norm",11}   {"held out: loss",-16}{"accuracy",-10}{"winner",-12}{"loser",-12}");
        var before = 0;
        foreach (var entry in log.Entries.Where(entry => entry.HeldOut is not null))
        {
            var since = log.Entries.Where(step => step.Step > before && step.Step <= entry.Step).ToArray();
            text.AppendLine($"{entry.Step,8}{since.Average(step => step.Loss),10:0.0000}{since.Average(step => step.ImplicitAccuracy),10:0.000}{since.Average(step => step.GradNorm),11:0.000}   {Of(entry.HeldOut!)}");
            before = entry.Step;
        }

        text.AppendLine();
        text.AppendLine("  winner, loser: the model's error less the base's on an instruction's own image and on the other; below 0 it learned the image.");
        return text.ToString();
    }

    private static string Of(HeldOutFigures figures) =>
        $"{figures.Loss,-16:0.0000}{figures.ImplicitAccuracy,-10:0.000}{figures.WinnerError,-12:+0.00000;-0.00000;0.00000}{figures.LoserError,-12:+0.00000;-0.00000;0.00000}";
}
