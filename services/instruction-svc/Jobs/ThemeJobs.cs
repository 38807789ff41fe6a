using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.InstructionService.Jobs;

/// <summary>Leaves themes to jobs: writing by a language model may take hours, and no delivery is held for so long.</summary>
internal sealed class ThemeJobs(IJobQueue jobs, StoredLeaves stored, IDocumentStore documents)
{
    /// <returns>
    /// Whether its job is done already, so that whoever asks publishes the theme: a job that is done publishes no more, and a bus in memory has
    /// forgotten what it published.
    /// </returns>
    public async Task<bool> LeaveAsync(ThemeExpanded theme, CancellationToken cancellationToken)
    {
        var id = ContentIds.Create(JobKinds.WriteInstructions, theme.RunId, theme.ThemeId);
        await jobs.EnqueueAsync(id, theme.RunId, JobKinds.WriteInstructions, JsonSerializer.Serialize(theme, StorageJson.Options), cancellationToken);
        var job = await documents.FindAsync<JobDocument>(Collections.Jobs, id, cancellationToken);
        return job?.Value.State == JobState.Completed;
    }

    /// <summary>The leaves of a theme whose job is done.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<LeafTriple>>> ReadAsync(ThemeExpanded theme, RunDocument run, CancellationToken cancellationToken)
    {
        var leaves = new List<IReadOnlyList<LeafTriple>>();
        foreach (var leaf in theme.Subtopics.Where(leaf => leaf.OutsideWorld is null))
            leaves.Add(await stored.FindAsync(theme.RunId, leaf, run.Spec.Instructions, cancellationToken) ?? []);

        return leaves;
    }
}
