using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Storage.Documents;

namespace InstructEngine.InstructionService.Review;

/// <summary>
/// Keeps triples in review, a leaf or a part of one in a document: a decision on thousands of them is a few hundred writes, and a listing reads
/// a few documents at a time. Documents of a theme stand beside each other, in the order of its leaves.
/// </summary>
internal sealed class DraftStore(IDocumentStore documents)
{
    public static bool IsReviewed(RunDocument run) => run.Spec.Instructions.Review == true;

    /// <summary>Keeps a leaf's triples, unless they are there.</summary>
    /// <param name="position">Of the leaf in its theme.</param>
    public async Task KeepAsync(RunDocument run, ThemeExpanded theme, int position, IReadOnlyList<LeafTriple> triples, CancellationToken cancellationToken)
    {
        var leaf = theme.Subtopics[position];
        var isDemo = run.Spec.Instructions.Writer is null or InstructionWriters.Rules && LeafMaterial.Of(leaf) is null;
        for (var part = 0; part < InstructionDrafts.PartsOf(run.Spec.Instructions); part++)
        {
            var places = triples.Skip(part * InstructionDrafts.PartSize).Take(InstructionDrafts.PartSize).ToList();
            var page = new DraftPage(
                run.RunId, theme.ThemeId, theme.Name, leaf.LeafId, leaf.Name, part, isDemo,
                [.. places.Where(place => place.Created is not null).Select(place => DraftedTriple.Of(place.Created!))],
                [.. places.Where(place => place.Rejected is not null).Select(place => place.Rejected!)]);
            await documents.InsertIfAbsentAsync(Collections.InstructionDrafts, IdOf(theme.ThemeId, position, part), run.RunId, page, cancellationToken);
        }
    }

    /// <returns>The leaf's triples as they were written; null when they are not all there.</returns>
    public async Task<IReadOnlyList<LeafTriple>?> FindAsync(RunDocument run, ThemeExpanded theme, int position, CancellationToken cancellationToken)
    {
        var places = new List<LeafTriple>();
        for (var part = 0; part < InstructionDrafts.PartsOf(run.Spec.Instructions); part++)
        {
            if (await documents.FindAsync<DraftPage>(Collections.InstructionDrafts, IdOf(theme.ThemeId, position, part), cancellationToken) is not { Value: var page })
                return null;

            places.AddRange(page.Triples.Select(triple => new LeafTriple(triple.Dimension, triple.ToEvent(page), null)));
            places.AddRange(page.Refused.Select(refused => new LeafTriple(default, null, refused)));
        }

        return places;
    }

    /// <summary>Whether every leaf of the run has its triples.</summary>
    public async Task<bool> IsWrittenAsync(RunDocument run, CancellationToken cancellationToken) =>
        await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, run.RunId, cancellationToken) is { Value: var taxonomy }
        && await documents.CountAsync(Collections.InstructionDrafts, run.RunId, cancellationToken) >= InstructionDrafts.Of(run.Spec.Instructions, taxonomy);

    public IAsyncEnumerable<VersionedDocument<DraftPage>> ListAsync(string runId, CancellationToken cancellationToken) =>
        documents.ListAsync<DraftPage>(Collections.InstructionDrafts, runId, cancellationToken);

    /// <summary>The pages of one theme.</summary>
    public async IAsyncEnumerable<VersionedDocument<DraftPage>> ListAsync(
        RunDocument run, ThemeExpanded theme, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var position = 0; position < theme.Subtopics.Count; position++)
        {
            for (var part = 0; part < InstructionDrafts.PartsOf(run.Spec.Instructions); part++)
            {
                if (await documents.FindAsync<DraftPage>(Collections.InstructionDrafts, IdOf(theme.ThemeId, position, part), cancellationToken) is { } page)
                    yield return page;
            }
        }
    }

    /// <summary>Changes a page, whoever else changes it meanwhile.</summary>
    /// <param name="change">Null for a page that is to stay. May be asked again, about a later state.</param>
    /// <returns>The page as it is now.</returns>
    public async Task<DraftPage> ChangeAsync(VersionedDocument<DraftPage> found, Func<DraftPage, DraftPage?> change, CancellationToken cancellationToken)
    {
        while (change(found.Value) is { } changed)
        {
            if (await documents.ReplaceAsync(Collections.InstructionDrafts, found.Id, changed, found.Version, cancellationToken))
                return changed;

            found = (await documents.FindAsync<DraftPage>(Collections.InstructionDrafts, found.Id, cancellationToken))!;
        }

        return found.Value;
    }

    private static string IdOf(string themeId, int position, int part) => $"{themeId}.{position:d5}.{part:d4}";
}
