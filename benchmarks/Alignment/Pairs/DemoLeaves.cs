using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Corpus;
using InstructEngine.TaxonomyService.SubtopicDivision;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>The leaves of the demo's taxonomy that the demo world can draw, as taxonomy-svc makes them of the built-in prompts.</summary>
internal static class DemoLeaves
{
    public static IReadOnlyList<Subtopic> Of(RunSpec spec)
    {
        using var corpus = new MemoryStream();
        using (var source = DemoCorpus.Open())
            source.CopyTo(corpus);
        var lexicon = LexiconFile.Load(spec.Taxonomy.Lexicon);
        var sample = TextSampler.Sample(corpus.ToArray(), "demo-prompts.txt", spec.Corpus, spec.Seed, CancellationToken.None);
        var evidence = EvidenceCollector.Collect(lexicon, sample.Prompts);
        return
        [
            .. from theme in ThemeExpander.Expand(lexicon, evidence, spec.Taxonomy)
               from leaf in SubtopicDivider.Divide(lexicon, theme, evidence[theme], spec.Taxonomy)
               where leaf.OutsideWorld is null
               select leaf,
        ];
    }
}
