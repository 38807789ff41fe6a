using System.Diagnostics;
using InstructEngine.Benchmarks.Alignment;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary>
/// Draws the same pairs in two ways, in turn: alone, and with all that rendering does besides (check, PNG, hash, blob, document). Their ratio by the clock
/// is disturbed by other work on the machine; less so are, within the second, the drawing threads' share of the process's CPU time and the part of the time
/// in which they have something to draw.
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

        // All of it once, unmeasured: a program's first seconds are its compiler's.
        await world.RenderAsync(triples, spec, stop);

        output.WriteLine(FormattableString.Invariant(
            $"{spec.Rendering.Model}, {spec.Rendering.Steps} steps, guidance {spec.Rendering.GuidanceScale}; {triples.Length} pairs, {world.Drawers.Threads.Count} drawing threads, {world.Drawers.Options.PairsInHand} pairs in hand\n"));
        output.WriteLine("| round | drawing alone, pairs/s | rendering, pairs/s | ratio | drawing's share of the CPU time | drawing threads at work |\n|---|---|---|---|---|---|");
        var shares = new List<(double Clock, double Cpu, double Threads)>();
        for (var round = 1; round <= rounds; round++)
        {
            // Each way leads every other round, so that a machine that slows down favours neither.
            var drawingFirst = round % 2 == 1;
            var alone = drawingFirst ? await MeasureAsync(() => DrawAsync(world.Drawers, triples, spec, stop)) : default;
            await using var fresh = await RenderingWorld.OpenAsync(models, stop);
            await DrawAsync(fresh.Drawers, [.. triples.Take(4)], spec, stop);
            var before = fresh.Drawers.Threads.Busy;
            var rendering = await MeasureAsync(() => fresh.RenderAsync(triples, spec, stop));
            var busy = fresh.Drawers.Threads.Busy - before;
            alone = drawingFirst ? alone : await MeasureAsync(() => DrawAsync(world.Drawers, triples, spec, stop));
            shares.Add((alone.Clock / rendering.Clock, rendering.Drawing / rendering.Cpu, busy.TotalSeconds / (rendering.Clock * fresh.Drawers.Threads.Count)));
            output.WriteLine(FormattableString.Invariant(
                $"| {round} | {Told(alone)} | {Told(rendering)} | {shares[^1].Clock:P1} | {shares[^1].Cpu:P1} | {shares[^1].Threads:P1} |"));
        }

        output.WriteLine(FormattableString.Invariant(
            $"| median | | | {Statistics.Median(shares.Select(s => s.Clock)):P1} | {Statistics.Median(shares.Select(s => s.Cpu)):P1} | {Statistics.Median(shares.Select(s => s.Threads)):P1} |"));

        string Told(Measured time) => FormattableString.Invariant($"{triples.Length / time.Clock:F1}");
    }

    private static Task DrawAsync(Drawers drawers, InstructionTripleCreated[] triples, RunSpec spec, CancellationToken stop) =>
        Parallel.ForEachAsync(triples, new ParallelOptions { MaxDegreeOfParallelism = drawers.Options.PairsInHand, CancellationToken = stop }, async (triple, cancel) =>
        {
            var choice = RendererChoice.Of(spec.Rendering, spec.Seed, triple.TripleId);
            var renderer = await drawers.Renderers.GetAsync(choice, cancel);
            await renderer.DrawAsync(PairRenderer.Requests(triple, spec, attempt: 0), RendererChoice.Settings(spec.Rendering, choice), cancel);
        });

    private static async Task<Measured> MeasureAsync(Func<Task> work)
    {
        var (began, cpu, drawing) = (Stopwatch.GetTimestamp(), OwnProcess.CpuSeconds(), DrawingCpuSeconds());
        await work();
        return new Measured(Stopwatch.GetElapsedTime(began).TotalSeconds, OwnProcess.CpuSeconds() - cpu, DrawingCpuSeconds() - drawing);
    }

    /// <summary>Of the threads that are named so; Linux shows names and times in /proc, elsewhere it is 0.</summary>
    private static double DrawingCpuSeconds()
    {
        if (!OperatingSystem.IsLinux())
            return 0;

        using var self = Process.GetCurrentProcess();
        return self.Threads.Cast<ProcessThread>().Where(IsDrawing).Sum(thread => thread.TotalProcessorTime.TotalSeconds);
    }

    private static bool IsDrawing(ProcessThread thread)
    {
        try
        {
            return File.ReadAllText($"/proc/self/task/{thread.Id}/comm").StartsWith("drawing", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has ended since.
            return false;
        }
    }

    /// <param name="Cpu">CPU seconds of the process.</param>
    /// <param name="Drawing">CPU seconds of its drawing threads.</param>
    private readonly record struct Measured(double Clock, double Cpu, double Drawing);
}
