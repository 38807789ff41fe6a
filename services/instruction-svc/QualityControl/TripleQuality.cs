namespace InstructEngine.InstructionService.QualityControl;

/// <summary>The checks of a leaf's triples, the cheap ones first; the first that refuses a triple decides. Not for concurrent use.</summary>
internal sealed class TripleQuality(IReadOnlyList<ITripleCheck> checks)
{
    /// <summary>Looks at a triple, and counts what is refused. One that passes is taken: later ones must differ from it.</summary>
    /// <returns>Null when the triple passes.</returns>
    public async ValueTask<Rejection?> InspectAsync(TripleDraft draft, CancellationToken cancellationToken)
    {
        foreach (var check in checks)
        {
            if (await check.CheckAsync(draft, cancellationToken) is { } rejection)
            {
                InstructionMetrics.Count(rejection, draft.Dimension);
                return rejection;
            }
        }

        Take(draft);
        return null;
    }

    /// <summary>Takes a triple that passed before: later ones must differ from it.</summary>
    public void Take(TripleDraft draft)
    {
        foreach (var check in checks)
            check.Accepted(draft);
    }
}
