namespace InstructEngine.TrainerService.Losses;

/// <summary>Combinations of a sample's two instructions and two images. Each that is asked for costs a pass through the model.</summary>
[Flags]
internal enum Combinations
{
    None = 0,

    /// <summary>The preferred pair.</summary>
    Instruction1Image1 = 1,

    Instruction1Image2 = 2,

    Instruction2Image1 = 4,

    /// <summary>The dispreferred pair.</summary>
    Instruction2Image2 = 8,

    /// <summary>Each instruction with its own image.</summary>
    Own = Instruction1Image1 | Instruction2Image2,

    /// <summary>Both images under the preferred instruction.</summary>
    OfInstruction1 = Instruction1Image1 | Instruction1Image2,

    All = OfInstruction1 | Instruction2Image1 | Instruction2Image2,
}

internal static class CombinationIndices
{
    /// <summary>Places in a row of four, 2 · instruction + image, ascending.</summary>
    public static long[] Indices(this Combinations combinations) =>
        [.. Enumerable.Range(0, 4).Where(index => combinations.HasFlag((Combinations)(1 << index))).Select(index => (long)index)];
}
