namespace InstructEngine.Contracts.V1;

/// <summary>The dimension along which the two instructions of a triple differ (InstructEngine, arXiv 2504.10329).</summary>
public enum Dimension
{
    /// <summary>Object kind, number, attributes, relations.</summary>
    ContentConsistency,

    /// <summary>Plausible content against distorted or impossible content.</summary>
    Counterfactual,

    /// <summary>Composition, light, contrast, style against their opposites.</summary>
    Aesthetics,
}
