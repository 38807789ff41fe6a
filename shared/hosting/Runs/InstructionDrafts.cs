using InstructEngine.Contracts.V1;

namespace InstructEngine.Hosting.Runs;

/// <summary>How the triples of a run in review are cut into the documents of <see cref="Collections.InstructionDrafts"/>.</summary>
public static class InstructionDrafts
{
    /// <summary>Triples in a document at most: a leaf's, or a part of them.</summary>
    public const int PartSize = 200;

    /// <summary>Documents of a leaf.</summary>
    public static int PartsOf(InstructionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return (spec.TriplesPerLeaf + PartSize - 1) / PartSize;
    }

    /// <summary>Documents of a run once all is written.</summary>
    public static long Of(InstructionSpec spec, TaxonomyCompleted taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return (long)PartsOf(spec) * taxonomy.Leaves;
    }
}
