namespace InstructEngine.TrainerService.Alignment;

/// <summary>A training's figures; by run id in the collection <see cref="Collection"/>.</summary>
/// <param name="Loss">The loss's name.</param>
/// <param name="TrainingPairs">Pairs trained on.</param>
/// <param name="HeldOutPairs">Pairs kept out.</param>
/// <param name="Entries">Steps that led to the model; those undone by a rollback are not among them.</param>
/// <param name="LeftOut">Pairs that could not be trained on and were left out, by reason; null where none was.</param>
/// <param name="Rollbacks">Null where training never diverged.</param>
public sealed record TrainingLog(
    string RunId, string Loss, int TrainingPairs, int HeldOutPairs, string ReferenceHash, IReadOnlyList<TrainingLogEntry> Entries,
    IReadOnlyDictionary<string, int>? LeftOut = null, IReadOnlyList<TrainingRollback>? Rollbacks = null)
{
    public const string Collection = "training-logs";

    /// <summary>A document has a limit of size: with more steps than this, steps are left out evenly, but none with held-out figures.</summary>
    private const int MostEntriesInDocument = 4000;

    public TrainingLog ForDocument()
    {
        var stride = (Entries.Count + MostEntriesInDocument - 1) / MostEntriesInDocument;
        return stride <= 1 ? this : this with { Entries = [.. Entries.Where(entry => entry.Step % stride == 0 || entry.HeldOut is not null)] };
    }
}

/// <summary>Training diverged and went back to a checkpoint.</summary>
/// <param name="Step">The step that showed it, from 1.</param>
/// <param name="BackTo">Steps done at the checkpoint.</param>
/// <param name="Reason">What showed it.</param>
/// <param name="LearningRateFactor">What the spec's learning rate is multiplied by from there on.</param>
public sealed record TrainingRollback(int Step, int BackTo, string Reason, double LearningRateFactor);

/// <summary>One optimiser step.</summary>
/// <param name="Step">Steps done, from 1.</param>
/// <param name="Loss">The loss of the batch that the spec names, without the added supervised term.</param>
/// <param name="SftLoss">Supervised term before its weight; null where it is off.</param>
/// <param name="ImplicitAccuracy">
/// Share of the batch's preferences that the model agrees with more than the reference, ties one half. Null in supervised training, which computes
/// neither the reference's errors nor the losers'; the held-out figures have it always.
/// </param>
/// <param name="GradNorm">Before clipping.</param>
/// <param name="HeldOut">Where the held-out pairs were looked at after this step.</param>
/// <param name="PolicyPasses">Instruction–image combinations that went through the model being aligned, forward and backward; null in logs of earlier versions.</param>
/// <param name="ReferencePasses">
/// Those that the reference had to see, forward alone. Where draws are fixed, each counts in the step that has it first; a stop, after which some are
/// computed again, is not counted.
/// </param>
/// <param name="WinnerError">Mean of the model's error minus the reference's on the batch's own images; null in supervised training.</param>
/// <param name="LoserError">The same on the other images.</param>
/// <param name="ReferenceError">Mean of the reference's error on the own images.</param>
/// <param name="Margins">The batch's preferences by timestep; null in supervised training.</param>
public sealed record TrainingLogEntry(
    int Step, double Loss, double? SftLoss, double? ImplicitAccuracy, double GradNorm, double LearningRate, HeldOutFigures? HeldOut,
    int? PolicyPasses = null, int? ReferencePasses = null, double? WinnerError = null, double? LoserError = null, double? ReferenceError = null,
    IReadOnlyList<TimestepMargin>? Margins = null);

/// <summary>Figures on pairs that training never saw, at fixed noise and timesteps.</summary>
/// <param name="WinnerError">Mean of the model's error minus the reference's on an instruction's own image.</param>
/// <param name="LoserError">The same on the other image.</param>
/// <param name="ReferenceError">Mean of the reference's error on an instruction's own image; null in logs of earlier versions.</param>
/// <param name="Margins">The preferences by timestep; null in logs of earlier versions.</param>
public sealed record HeldOutFigures(
    double Loss, double ImplicitAccuracy, double WinnerError, double LoserError, double? ReferenceError = null,
    IReadOnlyList<TimestepMargin>? Margins = null);
