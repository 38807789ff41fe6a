using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Losses;

/// <summary>
/// Denoising errors of the combinations of a sample's two instructions and two images, at one noise and one timestep a sample.
/// Both are <c>[B, 2, 2]</c>: sample, instruction, image; an instruction's own image is on the diagonal. What was not computed is NaN.
/// </summary>
/// <param name="Policy">Mean squared error of the model being aligned.</param>
/// <param name="Reference">The same of the frozen reference; carries no gradient. Null where the loss needs none, and it was not computed.</param>
/// <param name="Computed">The combinations that both hold.</param>
internal sealed record CombinationErrors(Tensor Policy, Tensor? Reference, Combinations Computed = Combinations.All)
{
    /// <summary>D, <c>[B, 2, 2]</c>: how much worse the model is than the reference; where there is none, the model's own error.</summary>
    public Tensor Differences() => Reference is null ? Policy : Policy - Reference;

    public bool Has(Combinations combinations) => Computed.HasFlag(combinations);
}
