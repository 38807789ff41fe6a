using InstructEngine.TrainerService.Losses;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The rows of the table below the base.</summary>
internal static class Methods
{
    public static Method Sft { get; } = new("sft", "SFT, preferred images", PreferredImageLoss.SpecName, null, 1, Budget.EqualSteps, Grids.Sft);

    public static Method SftBoth { get; } = new("sft-both", "SFT, both images", OwnImagesLoss.SpecName, null, 2, Budget.EqualSteps, Grids.Sft);

    public static Method Dpo { get; } = new("dpo", "plain DPO", DiffusionDpoLoss.SpecName, null, 2, Budget.EqualSteps, Grids.DiffusionDpo);

    public static Method CrossValidation { get; } = new(
        "cv", "**cross-validation**", CrossValidationLoss.SpecName, null, 4, Budget.EqualSteps, Grids.CrossValidation);

    public static Method CrossValidationAndSft { get; } = new(
        "cv+sft", "**cross-validation + SFT**", CrossValidationLoss.SpecName, null, 4, Budget.EqualSteps, Grids.CrossValidationAndSft);

    public static Method SftAtEqualPasses { get; } = AtEqualPasses(Sft);

    public static Method SftBothAtEqualPasses { get; } = AtEqualPasses(SftBoth);

    public static Method DpoAtEqualPasses { get; } = AtEqualPasses(Dpo);

    public static Method RandomDpoAtEqualPasses { get; } = AtEqualPasses(Dpo) with
    {
        Key = "dpo-random=passes",
        Name = "plain DPO, random direction",
        Terms = "random-direction",
    };

    public static IReadOnlyList<Method> All { get; } =
    [
        Sft, SftBoth, Dpo, CrossValidation, CrossValidationAndSft,
        SftAtEqualPasses, SftBothAtEqualPasses, DpoAtEqualPasses, RandomDpoAtEqualPasses,
    ];

    /// <summary>What four times the steps and all pairs do: one setting each.</summary>
    public static IReadOnlyList<Method> Longer { get; } =
    [
        SftBothAtEqualPasses with { Grid = Grids.Longer(1, 3e-4) },
        DpoAtEqualPasses with { Grid = Grids.Longer(200, 1e-4) },
        CrossValidation with { Grid = Grids.Longer(200, 1e-4) },
        CrossValidationAndSft with { Grid = Grids.Longer(200, 3e-4, 30) },
    ];

    /// <summary>The differences that the table is for.</summary>
    public static IReadOnlyList<(Method Ours, Method Theirs)> Comparisons { get; } =
    [
        (CrossValidation, Dpo),
        (CrossValidation, DpoAtEqualPasses),
        (CrossValidation, RandomDpoAtEqualPasses),
        (CrossValidationAndSft, DpoAtEqualPasses),
        (CrossValidationAndSft, RandomDpoAtEqualPasses),
        (CrossValidationAndSft, SftBothAtEqualPasses),
        (CrossValidationAndSft, SftAtEqualPasses),
    ];

    private static Method AtEqualPasses(Method method) => method with { Key = method.Key + "=passes", Budget = Budget.EqualPasses };
}
