using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Corpus;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>Makes a run's taxonomy from its corpus and stores it. Nothing here is random: making it twice gives the same documents.</summary>
internal sealed class TaxonomyBuilder(IDocumentStore documents, IBlobStore blobs)
{
    /// <summary>The taxonomy that an earlier delivery stored in full, or null.</summary>
    public async Task<BuiltTaxonomy?> LoadAsync(string runId, CancellationToken cancellationToken)
    {
        var completed = await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken);
        if (completed is null)
            return null;

        var themes = await documents.ListAsync<ThemeDocument>(Collections.Themes, runId, cancellationToken).ToListAsync(cancellationToken);
        return new([.. themes.Select(theme => theme.Value).OrderBy(theme => theme.Position)], completed.Value);
    }

    /// <exception cref="RunFailureException">The corpus or the lexicon cannot be used, or nothing in the taxonomy can be drawn.</exception>
    public async Task<BuiltTaxonomy> BuildAsync(RunRequested run, CancellationToken cancellationToken)
    {
        var lexicon = LexiconFile.Load(run.Spec.Taxonomy.Lexicon);
        var sample = await SampleAsync(run, cancellationToken);
        await StoreCorpusAsync(run, sample, cancellationToken);

        var evidence = EvidenceCollector.Collect(lexicon, sample.Prompts);
        var themes = new List<ThemeDocument>();
        foreach (var theme in ThemeExpander.Expand(lexicon, evidence, run.Spec.Taxonomy))
        {
            var subtopics = SubtopicDivider.Divide(lexicon, theme, evidence[theme], run.Spec.Taxonomy);
            themes.Add(await DocumentOfAsync(run.RunId, themes.Count, theme, subtopics, evidence[theme].Prompts, cancellationToken));
        }

        var completed = Count(run, themes);
        foreach (var theme in themes)
            await documents.InsertIfAbsentAsync(Collections.Themes, theme.ThemeId, run.RunId, theme, cancellationToken);

        // Last, because its presence says that all themes are stored.
        await documents.InsertIfAbsentAsync(Collections.Taxonomies, run.RunId, run.RunId, completed, cancellationToken);
        return new(themes, completed);
    }

    private async Task<TextSample> SampleAsync(RunRequested run, CancellationToken cancellationToken)
    {
        try
        {
            if (run.Corpus is { } blob)
            {
                CorpusLimits.EnsureSize(blob.Size, run.CorpusName);
                var content = await blobs.ReadAsync(blob, cancellationToken);
                return TextSampler.Sample(content, run.CorpusName, run.Spec.Corpus, run.Spec.Seed, cancellationToken);
            }

            using var builtIn = new MemoryStream();
            await using (var source = DemoCorpus.Open())
                await source.CopyToAsync(builtIn, cancellationToken);

            return TextSampler.Sample(builtIn.ToArray(), "demo-prompts.txt", run.Spec.Corpus, run.Spec.Seed, cancellationToken);
        }
        catch (CorpusException e)
        {
            throw new RunFailureException(e.Message, e);
        }
    }

    private async Task StoreCorpusAsync(RunRequested run, TextSample sample, CancellationToken cancellationToken)
    {
        var outside = sample.Prompts
            .Select(prompt => (Prompt: prompt, Reason: DemoWorld.WhyOutside(prompt.Text)))
            .Where(entry => entry.Reason is not null)
            .Select(entry => new OutsidePrompt(entry.Prompt.Line, entry.Prompt.Text, entry.Reason!))
            .ToList();
        var corpus = new SampledCorpus(
            run.RunId, run.CorpusName, sample.Format, sample.Read, sample.Kept, sample.Dropped,
            sample.Prompts.Count, sample.Prompts.Count - outside.Count, outside.Count,
            [.. outside.Take(SampledCorpus.ShownOutside)],
            await PromptEvidenceFile.WriteAsync(blobs, sample.Prompts, cancellationToken));
        if (await documents.InsertIfAbsentAsync(Collections.Corpora, run.RunId, run.RunId, corpus, cancellationToken))
            TaxonomyMetrics.Count(corpus);
    }

    private async Task<ThemeDocument> DocumentOfAsync(
        string runId, int position, LexiconTheme theme, IReadOnlyList<Subtopic> subtopics, IReadOnlyList<PromptEvidence> prompts,
        CancellationToken cancellationToken) => new(
            runId, ContentIds.Create("theme", runId, theme.Name), theme.Name, theme.Definition, subtopics,
            [.. prompts.Take(ThemeDocument.ShownEvidence)], position, prompts.Count,
            await PromptEvidenceFile.WriteAsync(blobs, prompts, cancellationToken));

    internal static TaxonomyCompleted Count(RunRequested run, List<ThemeDocument> themes)
    {
        var leaves = themes.SelectMany(theme => theme.Subtopics).ToList();
        var drawable = leaves.Count(leaf => leaf.OutsideWorld is null);
        if (drawable == 0)
        {
            throw new RunFailureException(
                $"The renderer can draw none of the {leaves.Count} subtopics of the taxonomy"
                + (leaves.Count > 0 ? $" (e.g. '{leaves[0].Name}': {leaves[0].OutsideWorld})" : "")
                + ". Raise taxonomy.themes or take the lexicon 'demo', which starts with what the demo model knows.");
        }

        return new(run.RunId, themes.Count, drawable, leaves.Count - drawable, drawable * run.Spec.Instructions.TriplesPerLeaf);
    }
}
