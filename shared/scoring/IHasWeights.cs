namespace InstructEngine.Scoring;

/// <summary>A scorer whose figures mean something only together with its weights.</summary>
public interface IHasWeights
{
    /// <summary>By file name, the SHA-256 in lower-case hex, as hubs show it; read once, when first asked for.</summary>
    IReadOnlyDictionary<string, string> WeightHashes { get; }
}
