using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_over_the_limit
{
    [Fact]
    public void Its_length_alone_refuses_it_and_the_limit_is_named()
    {
        var refusal = Assert.Throws<CorpusException>(() => CorpusLimits.EnsureSize(200_000_000_000, "huge.txt"));

        Assert.Contains("'huge.txt' is 200,000,000,000 bytes, over the limit of 100,000,000,000 (100 GB)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_itself_is_allowed() => CorpusLimits.EnsureSize(CorpusLimits.MaxBytes, "large.txt");

    [Fact]
    public void The_reader_checks_it_too()
    {
        using var huge = new HugeStream();

        Assert.Throws<CorpusException>(() => TextSampler.Sample(huge, "huge.txt", Specs.Corpus, seed: 1));
    }

    /// <summary>Says that it is over the limit, and holds nothing.</summary>
    private sealed class HugeStream : MemoryStream
    {
        public override long Length => CorpusLimits.MaxBytes + 1;
    }
}
