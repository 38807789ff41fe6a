using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Errors of winners and losers against the reference; parts of a batch add up, each weighted by its share.</summary>
/// <param name="Winner">Mean of the model's minus the reference's on own images.</param>
/// <param name="Loser">The same on the other images.</param>
/// <param name="Reference">Mean of the reference's on own images.</param>
internal sealed record MeanErrors(double Winner, double Loser, double Reference)
{
    /// <returns>Null where there is no reference, or not both an own and another image.</returns>
    public static MeanErrors? Of(CombinationErrors errors, double share)
    {
        var (own, other) = (errors.Computed & Combinations.Own, errors.Computed & ~Combinations.Own);
        if (errors.Reference is not { } reference || own == Combinations.None || other == Combinations.None)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var d = errors.Differences();
        return new MeanErrors(Mean(d, own) * share, Mean(d, other) * share, Mean(reference, own) * share);
    }

    public static MeanErrors? Sum(IEnumerable<MeanErrors?> parts) =>
        parts.Aggregate((sum, part) => sum is null || part is null ? null : new(sum.Winner + part.Winner, sum.Loser + part.Loser, sum.Reference + part.Reference));

    private static double Mean(Tensor errors, Combinations combinations) =>
        errors.reshape(-1, 4).index_select(1, tensor(combinations.Indices(), device: errors.device)).to(float64).mean().item<double>();
}
