using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;

namespace InstructEngine.Hosting.Runs;

public static class RunIds
{
    /// <summary>
    /// The id of the run of a spec over a corpus: the same inputs give the same run, everywhere and always.
    /// 32 lower-case hex digits.
    /// </summary>
    /// <param name="corpusSha256">SHA-256 of the corpus; null for the built-in one.</param>
    public static string For(RunSpec spec, string? corpusSha256) =>
        ContentIds.Create("run", JsonSerializer.Serialize(spec, StorageJson.Options), corpusSha256 ?? "built-in");
}
