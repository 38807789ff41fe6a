using InstructEngine.Contracts.V1;

namespace InstructEngine.Cli.Folders;

/// <summary><c>run.json</c>: which run a folder belongs to, readable without opening its store.</summary>
/// <param name="Corpus">SHA-256 of the prompt file; null for the built-in corpus.</param>
internal sealed record RunMarker(string RunId, RunSpec Spec, string CorpusName, string? Corpus, DateTimeOffset StartedAt);
