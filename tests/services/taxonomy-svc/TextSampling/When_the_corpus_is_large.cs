using System.Diagnostics;
using System.Text;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_the_corpus_is_large
{
    private static readonly string[] Words =
        [.. Enumerable.Range(0, 3000).Select(i => string.Concat("bcdfglmnprst"[i % 12], "aeiou"[i / 12 % 5], "klmnrstvz"[i / 60 % 9], "aeio"[i / 540 % 4], "nrst"[i % 4]))];

    [Fact]
    public void A_hundred_thousand_lines_take_seconds()
    {
        var random = new Random(5);
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
            text.AppendJoin(' ', Enumerable.Range(0, 12 + (i % 20)).Select(_ => Words[random.Next(Words.Length)])).Append('\n');

        var content = Encoding.UTF8.GetBytes(text.ToString());
        var watch = Stopwatch.StartNew();
        var sample = Corpora.Sample(content, spec: Specs.Corpus with { SampleSize = 5000 });

        TestContext.Current.TestOutputHelper?.WriteLine($"{content.Length / 1e6:0.0} MB in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(100_000, sample.Read);
        Assert.Equal(5000, sample.Prompts.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Lines_that_all_resemble_each_other_do_not_take_quadratic_time()
    {
        const int lines = 3000;
        var index = new NearDuplicateIndex();
        for (var i = 0; i < lines; i++)
            index.TryAdd($"seed {i * 7919L % 999_983} a quiet harbour at dawn with fishing boats long shadows muted colours grain {i}");

        TestContext.Current.TestOutputHelper?.WriteLine($"{index.Comparisons} comparisons");
        Assert.InRange(index.Comparisons, lines, lines * (long)MinHash.Bands * NearDuplicateIndex.BucketCapacity);
        Assert.True(index.Comparisons < (long)lines * lines / 20);
    }
}
