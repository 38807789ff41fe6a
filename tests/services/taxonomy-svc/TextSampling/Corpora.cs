using System.Text;
using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

/// <summary>Short ways to sample what a test writes down.</summary>
internal static class Corpora
{
    public static TextSample Sample(string text, string name = "prompts.txt", CorpusSpec? spec = null, long seed = 1) =>
        Sample(Encoding.UTF8.GetBytes(text), name, spec, seed);

    public static TextSample Sample(byte[] content, string name = "prompts.txt", CorpusSpec? spec = null, long seed = 1) =>
        TextSampler.Sample(content.AsMemory(), name, spec ?? Specs.Corpus, seed);

    public static IEnumerable<string> Texts(this TextSample sample) => sample.Prompts.Select(prompt => prompt.Text);

    public static IEnumerable<int> Lines(this TextSample sample) => sample.Prompts.Select(prompt => prompt.Line);

    public static CorpusException Refused(byte[] content, string name = "prompts.txt") =>
        Assert.Throws<CorpusException>(() => Sample(content, name));

    public static CorpusException Refused(string content, string name = "prompts.txt") => Refused(Encoding.UTF8.GetBytes(content), name);
}
