namespace InstructEngine.TrainerService.Local.Piloting;

/// <summary>
/// The rule by which a pilot recommends. Held-out accuracy tells whether the preference is learned; the winner's error tells whether it is learned by
/// drawing the right image better or only by drawing the wrong one worse, which ends in wrecked pictures.
/// <list type="number">
/// <item>A trial that diverged, or whose winner error rose above the base's, is out.</item>
/// <item>Of the others, the best held-out implicit accuracy counts, and all within one standard error of it (binomial) are as good.</item>
/// <item>Of those, the one with the lowest winner error is recommended.</item>
/// </list>
/// Where the winner error rose in every trial, the one in which it rose least is recommended, with a warning.
/// </summary>
/// <param name="Reason">For people.</param>
internal sealed record PilotRecommendation(PilotSetting Setting, string Reason)
{
    /// <returns>Null where every trial diverged.</returns>
    public static PilotRecommendation? Of(IReadOnlyList<PilotTrial> trials)
    {
        var ended = trials.Where(trial => trial.HeldOut is not null && double.IsFinite(trial.HeldOut.WinnerError)).ToArray();
        if (ended.Length == 0)
        {
            return null;
        }

        var kept = ended.Where(trial => trial.HeldOut!.WinnerError <= 0).ToArray();
        if (kept.Length == 0)
        {
            var least = ended.MinBy(trial => trial.HeldOut!.WinnerError)!;
            return new PilotRecommendation(
                least.Setting,
                $"the winner error rose above the base's in every trial, here least (by {least.HeldOut!.WinnerError:0.00000}): a lower learning rate or a supervised term beside may be needed");
        }

        var best = kept.MaxBy(trial => trial.HeldOut!.ImplicitAccuracy)!;
        var accuracy = best.HeldOut!.ImplicitAccuracy;
        var margin = Math.Sqrt(accuracy * (1 - accuracy) / Math.Max(1, best.Comparisons));
        var equals = kept.Where(trial => trial.HeldOut!.ImplicitAccuracy >= accuracy - margin).ToArray();
        var chosen = equals.MinBy(trial => trial.HeldOut!.WinnerError)!;
        return new PilotRecommendation(
            chosen.Setting,
            $"of the {equals.Length} trials within one standard error ({margin:0.000}) of the best held-out accuracy ({accuracy:0.000}), it has the lowest winner error "
            + $"({chosen.HeldOut!.WinnerError:+0.00000;-0.00000;0.00000}); {trials.Count - kept.Length} of {trials.Count} diverged or raised it above the base's");
    }
}
