using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Text Sampling (InstructEngine, arXiv 2504.10329): cleans a prompt corpus, removes what is there twice and samples diverse prompts.</summary>
internal static class TextSampler
{
    /// <summary>As <see cref="Sample(Stream, string, CorpusSpec, long, CancellationToken)"/>, of what is in memory.</summary>
    public static TextSample Sample(
        ReadOnlyMemory<byte> content, string corpusName, CorpusSpec spec, long seed, CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return Sample(stream, corpusName, spec, seed, cancellationToken);
    }

    /// <param name="content">The corpus file, read from its start to its end. Its size does not matter: at most <see cref="CorpusLimits.MaxPool"/> prompts are kept.</param>
    /// <param name="corpusName">Its file name; the extension decides the form.</param>
    /// <exception cref="CorpusException">The corpus cannot be read, or no prompt of it can be kept.</exception>
    public static TextSample Sample(
        Stream content, string corpusName, CorpusSpec spec, long seed, CancellationToken cancellationToken = default)
    {
        (CorpusFormat format, IEnumerable<CorpusRecord> records) = CorpusReader.Open(content, corpusName);
        var drops = new int[Enum.GetValues<DropReason>().Length];
        var pool = new CandidatePool(Math.Max(CorpusLimits.MaxPool, spec.SampleSize), seed);
        var read = 0;
        foreach (CorpusRecord record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read++;
            if (Offer(record, spec, pool) is { } reason)
            {
                drops[(int)reason]++;
            }
        }

        drops[(int)DropReason.OverCapacity] = pool.Overflow;
        List<Candidate> kept = WithoutNearDuplicates(pool, drops, cancellationToken);
        CorpusDrops dropped = Counted(drops);
        if (kept.Count == 0)
        {
            throw NothingLeft(corpusName, spec, read, dropped);
        }

        List<Candidate> sample = DiversitySampler.Sample(kept, spec.SampleSize, seed);
        return new(format, read, kept.Count, dropped, sample.ConvertAll(prompt => new PromptEvidence(prompt.Line, prompt.Text)));
    }

    private static DropReason? Offer(CorpusRecord record, CorpusSpec spec, CandidatePool pool)
    {
        if (record.Text is null)
        {
            return record.Fault;
        }

        var text = PromptCleaner.Clean(record.Text);
        var length = PromptCleaner.Length(text);
        return length < spec.MinLength ? DropReason.TooShort
            : length > spec.MaxLength ? DropReason.TooLong
            : spec.Language is { } language && PromptLanguage.IsPlainlyAnother(text, language) ? DropReason.OtherLanguage
            : pool.Offer(new(record.Line, text, PromptKey.Of(text))) ? null
            : DropReason.Duplicate;
    }

    private static List<Candidate> WithoutNearDuplicates(CandidatePool pool, int[] drops, CancellationToken cancellationToken)
    {
        var index = new NearDuplicateIndex();
        var kept = new List<Candidate>();
        foreach (Candidate candidate in pool.ByLine())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (index.TryAdd(candidate.Key))
            {
                kept.Add(candidate);
            }
            else
            {
                drops[(int)DropReason.NearDuplicate]++;
            }
        }

        return kept;
    }

    private static CorpusDrops Counted(int[] drops) => new(
        drops[(int)DropReason.TooShort],
        drops[(int)DropReason.TooLong],
        drops[(int)DropReason.InvalidEncoding],
        drops[(int)DropReason.Malformed],
        drops[(int)DropReason.Duplicate],
        drops[(int)DropReason.NearDuplicate],
        drops[(int)DropReason.OverCapacity],
        drops[(int)DropReason.OtherLanguage]);

    private static CorpusException NothingLeft(string corpusName, CorpusSpec spec, int read, CorpusDrops dropped) =>
        dropped.Malformed == read
            ? new(corpusName, $"has no JSON line that is a string or an object with a text under {PromptColumn.Choices} ({read:N0} read).")
            : new(
                corpusName,
                $"leaves no prompt of {read:N0}: {dropped.TooShort:N0} are shorter than {spec.MinLength} characters, {dropped.TooLong:N0} longer than "
                + $"{spec.MaxLength}, {(dropped.OtherLanguage > 0 ? $"{dropped.OtherLanguage:N0} of another language than {spec.Language}, " : "")}{dropped.InvalidEncoding + dropped.Malformed:N0} unreadable. Change corpus.minLength or corpus.maxLength in the spec, or take another file.");
}
