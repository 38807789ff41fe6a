using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Runs the reference for every part.</summary>
internal sealed class ReferenceErrors(DenoisingErrors errors, Denoiser reference, Combinations combinations) : IReferenceErrors
{
    public void Prepare(AlignmentBatch batch)
    {
    }

    public Tensor Of(AlignmentBatch part)
    {
        using var noGrad = no_grad();
        return errors.Of(reference, part, combinations);
    }
}
