using InstructEngine.TrainerService.Losses;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

/// <summary>Every preference loss there is, by the names that a spec gives it.</summary>
internal static class AllLosses
{
    /// <summary>Name and terms of those that contrast.</summary>
    public static readonly (string Loss, string? Terms)[] Preferences =
        [("cross-validation", null), ("cross-validation", "image-fixed"), ("cross-validation", "both"), ("diffusion-dpo", null), ("diffusion-dpo", "random-direction")];

    /// <summary>The same and the supervised ones.</summary>
    public static readonly (string Loss, string? Terms)[] All = [.. Preferences, ("sft", null), ("sft-both", null)];

    public static IEnumerable<IPreferenceLoss> Contrasting(double beta) => Preferences.Select(named => PreferenceLosses.Create(named.Loss, beta, named.Terms));

    public static IEnumerable<IPreferenceLoss> Every(double beta) => All.Select(named => PreferenceLosses.Create(named.Loss, beta, named.Terms));
}
