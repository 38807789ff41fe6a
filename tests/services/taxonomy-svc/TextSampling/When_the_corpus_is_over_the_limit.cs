using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_over_the_limit
{
    [Fact]
    public void Its_length_alone_refuses_it_and_the_limit_is_named()
    {
        var refusal = Assert.Throws<CorpusException>(() => CorpusLimits.EnsureSize(200_000_000, "huge.txt"));

        Assert.Contains("'huge.txt' is 200,000,000 bytes, over the limit of 100,000,000 (100 MB)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_itself_is_allowed() => CorpusLimits.EnsureSize(CorpusLimits.MaxBytes, "large.txt");

    [Fact]
    public void The_reader_checks_it_too() => Assert.Throws<CorpusException>(() => Corpora.Sample(new byte[CorpusLimits.MaxBytes + 1]));
}
