using System.Diagnostics;
using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary>
/// Draws the same pairs in two ways, in turn: alone, and with all that rendering does besides (check, PNG, hash, blob, document). The model's share is the
/// time of the first over the time of the second; the threads' share is the part of the second in which the drawing threads draw.
/// </summary>
internal sealed class ThroughputPart(string models, int pairs, int rounds)
{
    public async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        // One attempt a pair, so that both ways draw the same.
        var demo = RunSpecReader.Demo();
        var spec = demo with { Rendering = demo.Rendering with { Attempts = 1 } };
        var triples = DemoTriples.Write(spec).Take(pairs).ToArray();
        await using var world = await RenderingWorld.OpenAsync(models, stop);
        await DrawAsync(world.Drawers, [.. triples.Take(4)], spec, stop);

        output.WriteLine(FormattableString.Invariant(
            $"{spec.Rendering.Model}, {spec.Rendering.Steps} steps, guidance {spec.Rendering.GuidanceScale}; {triples.Length} pairs, {world.Drawers.Threads.Count} drawing threads, {world.Drawers.Options.PairsInHand} pairs in hand\n"));
        output.WriteLine("| round | drawing alone, pairs/s | rendering, pairs/s | model's share | threads' share |\n|---|---|---|---|---|");
        var shares = new List<(double Model, double Threads)>();
        for (var round = 1; round <= rounds; round++)
        {
            // Each round leads once, so that a machine that slows down favours neither.
            var first = round % 2 == 1 ? await TimeAsync(() => DrawAsync(world.Drawers, triples, spec, stop)) : default;
            var busy = world.Drawers.Threads.Busy;
            await using var fresh = await RenderingWorld.OpenAsync(models, stop);
            await DrawAsync(fresh.Drawers, [.. triples.Take(4)], spec, stop);
            busy = fresh.Drawers.Threads.Busy;
            var rendering = await TimeAsync(() => fresh.RenderAsync(triples, spec, stop));
            busy = fresh.Drawers.Threads.Busy - busy;
            var alone = round % 2 == 1 ? first : await TimeAsync(() => DrawAsync(world.Drawers, triples, spec, stop));
            shares.Add((alone / rendering, busy / (rendering * fresh.Drawers.Threads.Count)));
            output.WriteLine(FormattableString.Invariant(
                $"| {round} | {triples.Length / alone.TotalSeconds:F1} | {triples.Length / rendering.TotalSeconds:F1} | {shares[^1].Model:P1} | {shares[^1].Threads:P1} |"));
        }

        output.WriteLine(FormattableString.Invariant($"| median | | | {Statistics.Median(shares.Select(s => s.Model)):P1} | {Statistics.Median(shares.Select(s => s.Threads)):P1} |"));
    }

    private static Task DrawAsync(Drawers drawers, InstructionTripleCreated[] triples, RunSpec spec, CancellationToken stop) =>
        Parallel.ForEachAsync(triples, new ParallelOptions { MaxDegreeOfParallelism = drawers.Options.PairsInHand, CancellationToken = stop }, async (triple, cancel) =>
        {
            var choice = RendererChoice.Of(spec.Rendering, spec.Seed, triple.TripleId);
            var renderer = await drawers.Renderers.GetAsync(choice, cancel);
            await renderer.DrawAsync(PairRenderer.Requests(triple, spec, attempt: 0), RendererChoice.Settings(spec.Rendering, choice), cancel);
        });

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began);
    }
}
