namespace InstructEngine.TrainerService.Alignment;

/// <summary>A dataset, encoded: what is trained on, what is kept out, and the instructions of both.</summary>
internal sealed record AlignmentPairs(AlignmentData Training, AlignmentData HeldOut, Conditioning Conditioning) : IDisposable
{
    public void Dispose()
    {
        Training.Dispose();
        HeldOut.Dispose();
        Conditioning.Dispose();
    }
}
