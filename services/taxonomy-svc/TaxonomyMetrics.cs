using System.Diagnostics.Metrics;
using InstructEngine.TaxonomyService.TextSampling;

namespace InstructEngine.TaxonomyService;

/// <summary>What taxonomy-svc counts.</summary>
internal static class TaxonomyMetrics
{
    private static readonly Meter Meter = new("InstructEngine");

    private static readonly Counter<long> Prompts = Meter.CreateCounter<long>(
        "instructengine_corpus_prompts_total", description: "Corpus records by outcome: sampled, not sampled, or why they were dropped.");

    public static void Count(SampledCorpus corpus)
    {
        var dropped = corpus.Dropped;
        Add("sampled", corpus.Sampled);
        Add("not_sampled", corpus.Kept - corpus.Sampled);
        Add("too_short", dropped.TooShort);
        Add("too_long", dropped.TooLong);
        Add("invalid_encoding", dropped.InvalidEncoding);
        Add("malformed", dropped.Malformed);
        Add("duplicate", dropped.Duplicate);
        Add("near_duplicate", dropped.NearDuplicate);
        Add("over_capacity", dropped.OverCapacity);
        Add("other_language", dropped.OtherLanguage);
    }

    private static readonly Counter<long> Proposals = Meter.CreateCounter<long>(
        "instructengine_taxonomy_proposals_total", description: "Themes and subtopics that a language model proposed, by outcome: taken, or why they were refused.");

    /// <param name="level">theme or subtopic.</param>
    public static void CountProposal(string level, string outcome) =>
        Proposals.Add(1, new KeyValuePair<string, object?>("level", level), new KeyValuePair<string, object?>("outcome", outcome));

    private static void Add(string outcome, int count)
    {
        if (count > 0)
            Prompts.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
