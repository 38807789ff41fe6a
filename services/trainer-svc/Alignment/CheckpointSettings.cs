using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Whether a training may go on with other settings than it began with: with any that change a weight it may not.</summary>
internal static class CheckpointSettings
{
    /// <returns>Each difference in words; empty where training may go on.</returns>
    public static IReadOnlyList<string> Differences(TrainingSpec began, TrainingSpec now)
    {
        var (before, after) = (Deciding(began), Deciding(now));
        return [.. before.Select(setting => setting.Key).Union(after.Select(setting => setting.Key))
            .Where(key => !JsonNode.DeepEquals(before[key], after[key]))
            .Select(key => $"training.{key} is {Shown(after[key])} and was {Shown(before[key])}")];
    }

    /// <summary>The model and the pairs have hashes of their own, and may be found in another place or another way.</summary>
    private static JsonObject Deciding(TrainingSpec spec) =>
        JsonSerializer.SerializeToNode(spec with { Model = string.Empty, BadPairs = null, CheckpointEverySteps = 1 }, StorageJson.Options)!.AsObject();

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "not set";
}
