using InstructEngine.TrainerService.Losses;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>What goes through the models for one sample: combinations of an instruction and an image. Methods compare fairly at equal numbers of them.</summary>
/// <param name="PolicyReads">Through the model being aligned, forward and backward.</param>
/// <param name="ReferenceReads">Through the reference, forward alone.</param>
internal sealed record ForwardPasses(Combinations PolicyReads, Combinations ReferenceReads)
{
    public int Policy { get; } = PolicyReads.Indices().Length;

    public int Reference { get; } = ReferenceReads.Indices().Length;

    /// <param name="sftWeight">Where it is above 0, both pairs' own errors are needed whatever the loss reads.</param>
    public static ForwardPasses Of(IPreferenceLoss loss, double sftWeight) => new(
        loss.Reads | (sftWeight > 0 ? Combinations.Own : Combinations.None), loss.NeedsReference ? loss.Reads : Combinations.None);
}
