using System.Collections.Concurrent;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Runs the reference once for each fixed draw and keeps its errors, 16 bytes a draw. Samples go through it in groups of the dataset's order, whatever
/// batch asks for them first: a pass of other samples could differ in its last bits, and a training that goes on after a stop asks in another order.
/// </summary>
internal sealed class ReferenceErrorCache(
    DenoisingErrors errors, Denoiser reference, Combinations combinations, AlignmentPlan plan, AlignmentData data) : IReferenceErrors
{
    private const int SamplesAGroup = 4;
    private readonly ConcurrentDictionary<(long Group, int Draw), float[]> _groups = new();

    public void Prepare(AlignmentBatch batch)
    {
        var missing = batch.Draws!.Select(Group).Distinct().Where(group => !_groups.ContainsKey(group)).ToArray();
        Parallel.ForEach(missing, new ParallelOptions { MaxDegreeOfParallelism = plan.Parts }, group => _groups[group] = Compute(group));
    }

    public Tensor Of(AlignmentBatch part)
    {
        var values = part.Draws!.SelectMany(draw => _groups[Group(draw)].Skip(4 * (int)(draw.Row % SamplesAGroup)).Take(4)).ToArray();
        return tensor(values, [part.Count, 2, 2], device: part.Latents.device);
    }

    private float[] Compute((long Group, int Draw) group)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var first = group.Group * SamplesAGroup;
        var count = (int)Math.Min(SamplesAGroup, data.Count - first);
        using var batch = plan.Draw(data, [.. Enumerable.Range(0, count).Select(i => new FixedDraw(first + i, group.Draw))]);
        return errors.Of(reference, batch, combinations).cpu().data<float>().ToArray();
    }

    private static (long Group, int Draw) Group(FixedDraw draw) => (draw.Row / SamplesAGroup, draw.Number);
}
