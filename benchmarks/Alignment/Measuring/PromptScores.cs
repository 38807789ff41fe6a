using InstructEngine.Demo.Scenes;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>What the checker says of one model's pictures, a place for each prompt.</summary>
/// <param name="Right">A bit for each attribute that is as asked, by its ordinal.</param>
/// <param name="Psnr">In dB, to the nearest clean drawing.</param>
/// <param name="Lattice">In grey levels, see <see cref="Demo.Checking.SceneLattice"/>.</param>
internal sealed record PromptScores(int[] Right, double[] Psnr, double[] Lattice, double CpuSeconds)
{
    private static readonly int Every = (1 << SceneAttributes.All.Count) - 1;

    public double[] AllCorrect => [.. Right.Select(bits => bits == Every ? 1.0 : 0)];

    public double[] Of(SceneAttribute attribute) => [.. Right.Select(bits => (bits >> (int)attribute) & 1).Select(bit => (double)bit)];
}
