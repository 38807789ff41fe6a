using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Writing;

/// <summary>A triple's id follows from its place, whoever writes it.</summary>
internal static class TripleIds
{
    public static string Of(string runId, string leafId, Dimension dimension, int index) =>
        ContentIds.Create("triple", runId, leafId, dimension.ToString(), $"{index}");
}
