using System.Globalization;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Looks at the figures of the last steps, and at nothing else: a training that goes on after a stop sees what it would have seen without.</summary>
internal static class DivergenceWatch
{
    /// <summary>Steps over which the winners' error is averaged, and after which a checkpoint counts as good.</summary>
    public const int Window = 20;

    /// <summary>Fewer steps than this say nothing.</summary>
    private const int FewestSteps = 5;

    /// <summary>
    /// How many times the reference's error on own images the model's may be. Training that works moves it by some per cent either way; a model that predicts
    /// nothing at all has about 3 to 10 times the error of one that was trained, so that at twice its pictures are gone.
    /// </summary>
    private const double MostWinnerError = 2;

    /// <summary>A spike: the median loss of so many steps ...</summary>
    private const int SpikeSteps = 5;

    /// <summary>... is above this many times the median of the steps before, of which there are so many, ...</summary>
    private const double SpikeFactor = 5;

    private const int FewestStepsBefore = 20, MostStepsBefore = 50;

    /// <summary>... and above what an untrained model has: ln 2 for a preference, the target's own variance, 1, for supervision.</summary>
    private const double SpikeFloor = 1;

    /// <param name="entries">Every step so far.</param>
    /// <exception cref="TrainingDivergedException">The last of them show it.</exception>
    public static void Look(IReadOnlyList<TrainingLogEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var step = entries[^1].Step;
        var last = entries.TakeLast(Window).Where(entry => entry is { WinnerError: not null, ReferenceError: not null }).ToArray();
        if (last.Length >= FewestSteps)
        {
            Compare(last.Average(entry => entry.WinnerError!.Value), last.Average(entry => entry.ReferenceError!.Value), step, $"the last {last.Length} steps");
        }

        if (entries[^1].HeldOut is { } looked && !double.IsFinite(looked.Loss + looked.WinnerError + looked.LoserError))
        {
            throw new TrainingDivergedException(step, DivergenceReason.LossIsNoNumber, $"on the held-out pairs the loss is {looked.Loss}");
        }

        if (entries[^1].HeldOut is { ReferenceError: { } reference } heldOut)
        {
            Compare(heldOut.WinnerError, reference, step, "the held-out pairs");
        }

        var losses = entries.TakeLast(SpikeSteps + MostStepsBefore).Select(entry => entry.Loss).ToArray();
        if (losses.Length < SpikeSteps + FewestStepsBefore)
        {
            return;
        }

        var (before, now) = (Median(losses[..^SpikeSteps]), Median(losses[^SpikeSteps..]));
        if (now > SpikeFloor && now > SpikeFactor * before)
        {
            throw new TrainingDivergedException(step, DivergenceReason.LossSpike, string.Create(
                CultureInfo.InvariantCulture,
                $"the loss spikes, the median of the last {SpikeSteps} steps is {now:g4} and that of the {losses.Length - SpikeSteps} before was {before:g4}"));
        }
    }

    private static void Compare(double winner, double reference, int step, string where)
    {
        if (reference > 0 && winner > (MostWinnerError - 1) * reference)
        {
            throw new TrainingDivergedException(step, DivergenceReason.WinnerError, string.Create(
                CultureInfo.InvariantCulture,
                $"on {where} the model's error on the images that should win is {1 + (winner / reference):0.0} times the reference's, above {MostWinnerError:0}"));
        }
    }

    private static double Median(double[] values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
