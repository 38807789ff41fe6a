using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;

namespace InstructEngine.Hosting.Runs;

public static class RunIds
{
    /// <summary>
    /// The id of the run of a spec over a corpus: the same inputs give the same run, everywhere and always.
    /// 32 lower-case hex digits. Whether a person looks at the instructions is no input: a review that accepts all of them gives the same dataset.
    /// </summary>
    /// <param name="corpusSha256">SHA-256 of the corpus; null for the built-in one.</param>
    public static string For(RunSpec spec, string? corpusSha256) =>
        ContentIds.Create("run", JsonSerializer.Serialize(WithoutGate(spec), StorageJson.Options), corpusSha256 ?? "built-in");

    /// <summary>
    /// What differs between two specs of the same run that one store cannot hold beside each other: whether the instructions wait for a review.
    /// </summary>
    /// <returns>A sentence; null where nothing differs.</returns>
    public static string? Difference(RunSpec stored, RunSpec asked) => (stored.Instructions.Review == true, asked.Instructions.Review == true) switch
    {
        (true, false) => "It is there with a review of its instructions (instructions.review), and was asked for without one.",
        (false, true) => "It is there without a review of its instructions (instructions.review), and was asked for with one.",
        _ => null,
    };

    private static RunSpec WithoutGate(RunSpec spec) => spec with { Instructions = spec.Instructions with { Review = null } };
}
