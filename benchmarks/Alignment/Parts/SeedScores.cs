using InstructEngine.Demo.Scenes;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One method's scores on the same prompts, for each training seed; the base has one row.</summary>
internal sealed record SeedScores(IReadOnlyList<PromptScores> Seeds)
{
    public double[][] AllCorrect => [.. Seeds.Select(seed => seed.AllCorrect)];

    public double[][] Psnr => [.. Seeds.Select(seed => seed.Psnr)];

    public double[][] Lattice => [.. Seeds.Select(seed => seed.Lattice)];

    public static double Mean(double[][] rows) => rows.Average(row => row.Average());

    public double Attribute(SceneAttribute attribute) => Seeds.Average(seed => seed.Of(attribute).Average());
}
