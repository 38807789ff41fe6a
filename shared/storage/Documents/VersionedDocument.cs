namespace InstructEngine.Storage.Documents;

/// <summary>A stored document.</summary>
/// <param name="Version">1 at insert, one more at each replace.</param>
public sealed record VersionedDocument<T>(string Id, string RunId, long Version, T Value)
    where T : class;
