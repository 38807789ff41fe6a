using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Pairs;

/// <summary>The pairs of a run's last evaluated checkpoint, stored when the evaluation ends, so that a review needs neither models nor suites.</summary>
internal sealed class ComparedCheckpoints(IDocumentStore documents, TimeProvider time)
{
    public const string Collection = "compared-checkpoints";

    /// <summary>A later checkpoint shows up after this.</summary>
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (ComparedCheckpoint? Checkpoint, long At)> _cache = new(StringComparer.Ordinal);

    public Task StoreAsync(string runId, EpochCompleted checkpoint, EvaluationOutcome outcome, CancellationToken cancellationToken)
    {
        var prompts = outcome.Prompts.ToDictionary(prompt => prompt.Index);
        var pairs = from left in outcome.Headline.BaseImages
                    join right in outcome.Headline.AlignedImages on (left.Prompt, left.Image) equals (right.Prompt, right.Image)
                    let prompt = prompts[left.Prompt]
                    select new ComparedPair(left.Prompt, left.Image, prompt.Text, prompt.Category, left.Blob, right.Blob);
        var compared = new ComparedCheckpoint(runId, checkpoint.Epoch, checkpoint.CheckpointHash, outcome.Headline.GuidanceScale, [.. pairs]);
        return documents.InsertIfAbsentAsync(Collection, ContentIds.Create(runId, checkpoint.CheckpointHash), runId, compared, cancellationToken);
    }

    /// <returns>Null where nothing of the run was evaluated yet.</returns>
    public async Task<ComparedCheckpoint?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(runId, out var cached) && time.GetElapsedTime(cached.At) < CacheTime)
            return cached.Checkpoint;

        var last = await documents.ListAsync<ComparedCheckpoint>(Collection, runId, cancellationToken)
            .Select(found => found.Value).OrderByDescending(checkpoint => checkpoint.Epoch).FirstOrDefaultAsync(cancellationToken);
        _cache[runId] = (last, time.GetTimestamp());
        return last;
    }
}
