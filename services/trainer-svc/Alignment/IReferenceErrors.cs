using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Where the reference's errors come from.</summary>
internal interface IReferenceErrors
{
    /// <summary>Called with each step's batch, by one thread, before its parts are asked for.</summary>
    void Prepare(AlignmentBatch batch);

    /// <summary><c>[B, 2, 2]</c>, sample, instruction, image, without gradient. Parts of a batch are asked for by several threads at once.</summary>
    Tensor Of(AlignmentBatch part);
}
