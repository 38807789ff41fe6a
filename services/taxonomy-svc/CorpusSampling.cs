using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Corpus;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>Samples a run's corpus once and keeps the sample.</summary>
internal sealed class CorpusSampling(IDocumentStore documents, IBlobStore blobs)
{
    /// <returns>The sample, ordered by line: what an earlier delivery stored, or a new one.</returns>
    /// <exception cref="RunFailureException">The corpus cannot be used.</exception>
    public async Task<IReadOnlyList<PromptEvidence>> SampleAsync(RunRequested run, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<SampledCorpus>(Collections.Corpora, run.RunId, cancellationToken) is { } stored)
            return await PromptEvidenceFile.ReadAsync(blobs, stored.Value.Prompts, cancellationToken);

        try
        {
            await using var content = run.Corpus is { } blob ? await OpenAsync(blob, run.CorpusName, cancellationToken) : await BuiltInAsync(cancellationToken);
            var name = run.Corpus is null ? "demo-prompts.txt" : run.CorpusName;
            var sample = TextSampler.Sample(content, name, run.Spec.Corpus, run.Spec.Seed, cancellationToken);
            await StoreAsync(run, sample, cancellationToken);
            return sample.Prompts;
        }
        catch (CorpusException e)
        {
            throw new RunFailureException(e.Message, e);
        }
    }

    private async Task<Stream> OpenAsync(BlobReference blob, string name, CancellationToken cancellationToken)
    {
        CorpusLimits.EnsureSize(blob.Size, name);
        return await blobs.OpenReadAsync(blob, cancellationToken);
    }

    private static async Task<Stream> BuiltInAsync(CancellationToken cancellationToken)
    {
        var builtIn = new MemoryStream();
        await using var source = DemoCorpus.Open();
        await source.CopyToAsync(builtIn, cancellationToken);
        return builtIn;
    }

    private async Task StoreAsync(RunRequested run, TextSample sample, CancellationToken cancellationToken)
    {
        var outside = sample.Prompts
            .Select(prompt => (Prompt: prompt, Reason: RendererWorld.WhyOutside(run.Spec, prompt.Text)))
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
}
