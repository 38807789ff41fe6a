using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Language;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Benchmarks.Language;

/// <summary>What a run's folder holds.</summary>
internal sealed record ProofStore(
    long Answers, LanguageUsage Usage, long Created, long Rejected, long SamePair, long SameInstruction, IReadOnlyDictionary<string, int> RejectedByKind, string? Example)
{
    public static async Task<ProofStore> ReadAsync(string folder)
    {
        using var documents = new SqliteDocumentStore(Path.Combine(folder, "run.db"));
        var runId = (await documents.ListAllAsync<JsonObject>(Collections.Runs, default).FirstAsync()).Id;
        var created = await documents.ListAsync<InstructionTripleCreated>(Collections.Triples, runId, default).Select(triple => triple.Value).ToListAsync();
        var rejected = await documents.ListAsync<InstructionTripleRejected>(Collections.RejectedTriples, runId, default).Select(triple => triple.Value).ToListAsync();
        return new(
            await documents.CountAsync(Collections.LanguageAnswers, runId, default),
            (await documents.FindAsync<LanguageUsage>(Collections.LanguageUsage, runId, default))?.Value ?? LanguageUsage.None,
            created.Count,
            rejected.Count,
            created.Count - created.Select(triple => (PromptKey.Of(triple.Preferred), PromptKey.Of(triple.Dispreferred))).Distinct().Count(),
            (2 * created.Count) - created.SelectMany(triple => new[] { PromptKey.Of(triple.Preferred), PromptKey.Of(triple.Dispreferred) }).Distinct().Count(),
            rejected.GroupBy(triple => triple.Kind ?? "?").ToDictionary(group => group.Key, group => group.Count()),
            created.Count > 0 ? $"{created[0].Preferred} / {created[0].Dispreferred}" : null);
    }
}
