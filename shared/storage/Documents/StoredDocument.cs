namespace InstructEngine.Storage.Documents;

/// <summary>A document as a store holds it.</summary>
internal sealed record StoredDocument(string Id, string RunId, long Version, string Json);
