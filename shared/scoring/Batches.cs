using static TorchSharp.torch;

namespace InstructEngine.Scoring;

/// <summary>Work for a model in batches that no count of images outgrows, each thing once.</summary>
internal static class Batches
{
    public const int Size = 16;

    /// <summary>A row for each item, float32 on the CPU.</summary>
    public static Tensor Rows<T>(IReadOnlyList<T> items, Func<T[], Tensor> rows) =>
        cat([.. items.Chunk(Size).Select(batch =>
        {
            using var scope = NewDisposeScope();
            return rows(batch).to(ScalarType.Float32).cpu().MoveToOuterDisposeScope();
        })]);

    /// <summary>The different ones in order of appearance, and which of them each of all is.</summary>
    public static (IReadOnlyList<T> Items, long[] IndexOf) Distinct<T>(IEnumerable<T> all)
        where T : notnull
    {
        var places = new Dictionary<T, long>();
        var indexOf = all.Select(item => places.TryGetValue(item, out var place) ? place : places[item] = places.Count).ToArray();
        return ([.. places.OrderBy(entry => entry.Value).Select(entry => entry.Key)], indexOf);
    }

    /// <summary>The rows of a [N, C] tensor on the CPU.</summary>
    public static float[][] ToArrays(Tensor rows) => [.. rows.data<float>().ToArray().Chunk((int)rows.shape[1])];
}
