using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Review;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Language;
using InstructEngine.Storage;
using MassTransit;

namespace InstructEngine.InstructionService.Jobs;

/// <summary>
/// Has a theme's instructions written, or judged, by language models: as many leaves at a time as requests are allowed, stored and published in the
/// order of the leaves. A leaf that is stored is not written again; answers that arrived before a crash are read, not paid for.
/// </summary>
internal sealed class WriteInstructionsHandler(
    RunDirectory runs, LeafWriting writing, StoredLeaves stored, TripleStore store, DraftStore drafts, InstructionGate gate, InstructionsCompletion completion,
    LanguageOptions options, IBus bus) : IJobHandler
{
    public string Kind => JobKinds.WriteInstructions;

    public async Task RunAsync(IJobContext job, CancellationToken cancellationToken)
    {
        var theme = JsonSerializer.Deserialize<ThemeExpanded>(job.Input, StorageJson.Options)!;
        var run = await runs.FindAsync(job.RunId, cancellationToken)
            ?? throw new RunFailureException($"Run {job.RunId} is not in the document store that instruction-svc reads. Point all services to one store.");
        var leaves = theme.Subtopics.Index().Where(item => item.Item.OutsideWorld is null).ToList();
        using var places = new SemaphoreSlim(options.Concurrency, options.Concurrency);
        var duplicates = new ThemeDuplicates();
        var tasks = leaves.ConvertAll(leaf => WriteAsync(run, theme, leaf.Index, places, cancellationToken));
        try
        {
            for (var i = 0; i < leaves.Count; i++)
            {
                var (triples, isStored) = await tasks[i];
                var sifted = duplicates.Sift(triples, isStored);
                if (!DraftStore.IsReviewed(run))
                    await PublishAsync(sifted, cancellationToken);
                else if (!isStored)
                    await drafts.KeepAsync(run, theme, leaves[i].Index, sifted, cancellationToken);
                job.Report(new((i + 1) * (long)run.Spec.Instructions.TriplesPerLeaf, leaves.Count * (long)run.Spec.Instructions.TriplesPerLeaf, "triples", theme.Name));
            }

            if (DraftStore.IsReviewed(run))
                await gate.PassAsync(run, theme, bus, cancellationToken);
            await completion.AnnounceAsync(job.RunId, bus, cancellationToken);
        }
        finally
        {
            // Requests that are under way are paid for: their answers shall arrive.
            await ((Task)Task.WhenAll(tasks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(IReadOnlyList<LeafTriple> Triples, bool IsStored)> WriteAsync(
        RunDocument run, ThemeExpanded theme, int position, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        var leaf = theme.Subtopics[position];
        await places.WaitAsync(cancellationToken);
        try
        {
            var found = DraftStore.IsReviewed(run)
                ? await drafts.FindAsync(run, theme, position, cancellationToken)
                : await stored.FindAsync(run.RunId, leaf, run.Spec.Instructions, cancellationToken);
            return found is not null
                ? (found, true)
                : (await writing.WriteAsync(run, theme, leaf, cancellationToken), false);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task PublishAsync(IReadOnlyList<LeafTriple> triples, CancellationToken cancellationToken)
    {
        var kept = new List<LeafTriple>(triples.Count);
        foreach (var triple in triples)
            kept.Add(await store.KeepAsync(triple, cancellationToken));

        foreach (var triple in kept)
        {
            if (triple.Created is { } created)
                await bus.Publish(created, cancellationToken);
            else
                await bus.Publish(triple.Rejected!, cancellationToken);
        }
    }
}
