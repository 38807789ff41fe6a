namespace InstructEngine.InstructionService.QualityControl;

/// <summary>One thing that a triple must be. A check belongs to one leaf and is asked about one triple at a time.</summary>
internal interface ITripleCheck
{
    /// <returns>Null when the triple passes.</returns>
    ValueTask<Rejection?> CheckAsync(TripleDraft draft, CancellationToken cancellationToken);

    /// <summary>Told of a triple that has passed every check and will be used.</summary>
    void Accepted(TripleDraft draft)
    {
    }
}
