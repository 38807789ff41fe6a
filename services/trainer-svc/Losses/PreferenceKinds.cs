using InstructEngine.Hosting;

namespace InstructEngine.TrainerService.Losses;

/// <summary>What stays the same within a comparison.</summary>
[Flags]
internal enum PreferenceKinds
{
    /// <summary>One instruction, two images: what the paper trains on.</summary>
    InstructionFixed = 1,

    /// <summary>One image, two instructions: the paper found that these hurt.</summary>
    ImageFixed = 2,

    Both = InstructionFixed | ImageFixed,
}

/// <summary>The names that a spec gives them, as <c>training.terms</c>.</summary>
internal static class PreferenceKindNames
{
    /// <param name="name">Null is <c>instruction-fixed</c>.</param>
    /// <exception cref="RunFailureException">There are no terms of that name.</exception>
    public static PreferenceKinds Parse(string? name) => name switch
    {
        null or "instruction-fixed" => PreferenceKinds.InstructionFixed,
        "image-fixed" => PreferenceKinds.ImageFixed,
        "both" => PreferenceKinds.Both,
        _ => throw new RunFailureException($"training.terms is '{name}'; known are 'instruction-fixed', 'image-fixed', 'both' and '{DiffusionDpoLoss.RandomDirection}'."),
    };
}
