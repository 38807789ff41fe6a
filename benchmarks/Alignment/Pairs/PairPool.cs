using System.Globalization;
using InstructEngine.Benchmarks.Rendering;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Draws and checks the pairs of triples with one model, as render-svc does it; in chunks, so that several processes share the work.</summary>
/// <param name="guidance">Of the model that draws.</param>
/// <param name="isChecked">False keeps whatever the first attempt gives.</param>
internal sealed class PairPool(
    Workshop workshop, IBlobStore blobs, ModelFolder model, double guidance, IReadOnlyList<InstructionTripleCreated> triples, RunSpec spec, string name,
    bool isChecked = true) : IDisposable
{
    private const int ChunkSize = 24;

    private readonly Drawers _drawers = new(model.Root, blobs);

    /// <summary>Drawn until this many are kept, or the triples are used up; the first of the pool in any case.</summary>
    public async Task<PairDataset> TakeAsync(int pairs)
    {
        var chunks = new List<PairChunk>();
        var all = triples.Chunk(ChunkSize).ToArray();
        var wanted = (int)Math.Min(all.Length, (pairs + ChunkSize - 1L) / ChunkSize);
        while (true)
        {
            chunks = [.. await workshop.CompleteAsync($"pairs ({name})", [.. all.Take(wanted).Select(Unit)])];
            var kept = chunks.Sum(chunk => chunk.Kept.Count);
            if (kept >= pairs || wanted == all.Length)
                break;

            var rate = Math.Max(0.1, (double)kept / (wanted * ChunkSize));
            wanted = Math.Min(all.Length, wanted + (int)Math.Ceiling((pairs - kept) / rate / ChunkSize));
        }

        var lines = chunks.SelectMany(chunk => chunk.Kept).Take(pairs).ToArray();
        return await PairDataset.StoreAsync(blobs, name, lines, Told(chunks));
    }

    public void Dispose() => _drawers.Dispose();

    private RunSpec Spec => spec with { Rendering = spec.Rendering with { Model = model.Name, GuidanceScale = guidance } };

    private Unit<PairChunk> Unit(InstructionTripleCreated[] chunk)
    {
        var rendering = Spec.Rendering;
        var id = ContentIds.Create(
        [
            isChecked ? "pairs-1" : "unchecked-pairs-1", model.Hash, model.Name, guidance.ToString(CultureInfo.InvariantCulture), FormOf(rendering), $"{spec.Seed}",
            .. chunk.SelectMany(triple => new[] { triple.TripleId, triple.Preferred, triple.Dispreferred }),
        ]);
        return new Unit<PairChunk>("pairs", id, $"{chunk.Length} triples", () => DrawAsync(chunk));
    }

    private async Task<PairChunk> DrawAsync(InstructionTripleCreated[] chunk)
    {
        var began = OwnProcess.CpuSeconds();
        var (renderer, uncheckedRenderer) = (_drawers.Pairs, new UncheckedRenderer(_drawers.Renderers, blobs));
        var (kept, reasons, attempts) = (new List<ManifestLine>(), new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var triple in chunk)
        {
            var outcome = isChecked ? await renderer.RenderAsync(triple, Spec, CancellationToken.None) : await uncheckedRenderer.RenderAsync(triple, Spec);
            if (outcome.Rendered is { } pair)
            {
                kept.Add(ManifestLine.Of(pair));
                attempts += pair.Attempt + 1;
                continue;
            }

            var reason = outcome.Rejected!.Reason.Split(':')[0];
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            attempts += outcome.Rejected.Attempts;
        }

        return new PairChunk(kept, reasons, attempts, OwnProcess.CpuSeconds() - began);
    }

    /// <summary>Never changed: work that was done is found by it.</summary>
    private static string FormOf(RenderingSpec rendering) =>
        $"RenderingSpec {{ Model = , Steps = {rendering.Steps}, GuidanceScale = {rendering.GuidanceScale}, Attempts = {rendering.Attempts}, Margin = {rendering.Margin}, MinScore = {rendering.MinScore} }}";

    private string Told(List<PairChunk> chunks)
    {
        var (kept, rejected) = (chunks.Sum(chunk => chunk.Kept.Count), chunks.Sum(chunk => chunk.Reasons.Values.Sum()));
        return FormattableString.Invariant(
            $"drawn by {model.Name} at guidance {guidance:0.##}, {(isChecked ? $"at most {Spec.Rendering.Attempts} attempts a pair" : "not checked")}: {kept} of {kept + rejected} triples kept after {chunks.Sum(chunk => chunk.Attempts)} attempts");
    }
}
