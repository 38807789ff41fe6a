using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Local;

namespace InstructEngine.Cli.Training;

/// <summary>How a training ended.</summary>
/// <param name="Loss">Mean over the last epoch.</param>
/// <param name="ImplicitAccuracy">Mean over the last epoch.</param>
/// <param name="HeldOut">At the end, on pairs that training never saw; null where none is held out.</param>
internal sealed record TrainingSummary(
    int Steps, int Epochs, int TrainingPairs, int HeldOutPairs, double Loss, double? ImplicitAccuracy, HeldOutFigures? HeldOut, string CheckpointHash, string ReferenceHash)
{
    public static TrainingSummary Of(LocalTrainingResult result) => new(
        result.Last.Step, result.Last.Epochs, result.Log.TrainingPairs, result.Log.HeldOutPairs, result.Last.Loss, result.Last.ImplicitAccuracy,
        result.Log.Entries.Count == 0 ? null : result.Log.Entries[^1].HeldOut, result.Last.CheckpointHash, result.Last.ReferenceHash);
}
