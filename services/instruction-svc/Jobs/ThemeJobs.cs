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
    /// The leaves to publish now: all of the theme where its job is done already, as a job that is done publishes no more and a bus in memory has
    /// forgotten what it published; else none.
    /// </returns>
    public async Task<IReadOnlyList<IReadOnlyList<LeafTriple>>> LeaveAsync(ThemeExpanded theme, RunDocument run, CancellationToken cancellationToken)
    {
        var id = ContentIds.Create(JobKinds.WriteInstructions, theme.RunId, theme.ThemeId);
        await jobs.EnqueueAsync(id, theme.RunId, JobKinds.WriteInstructions, JsonSerializer.Serialize(theme, StorageJson.Options), cancellationToken);
        var job = await documents.FindAsync<JobDocument>(Collections.Jobs, id, cancellationToken);
        if (job?.Value.State != JobState.Completed)
            return [];

        var leaves = new List<IReadOnlyList<LeafTriple>>();
        foreach (var leaf in theme.Subtopics.Where(leaf => leaf.OutsideWorld is null))
            leaves.Add(await stored.FindAsync(theme.RunId, leaf, run.Spec.Instructions, cancellationToken) ?? []);

        return leaves;
    }
}
