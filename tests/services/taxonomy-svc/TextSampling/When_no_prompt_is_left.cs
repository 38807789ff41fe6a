using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class When_no_prompt_is_left
{
    [Fact]
    public void The_counts_and_the_settings_are_named()
    {
        var spec = Specs.Corpus with { MinLength = 10, MaxLength = 20 };

        var refusal = Assert.Throws<InstructEngine.TaxonomyService.TextSampling.CorpusException>(
            () => Corpora.Sample("red ring\nthree faded blue squares on a white background\n", spec: spec));

        Assert.Contains("leaves no prompt of 2: 1 are shorter than 10 characters, 1 longer than 20", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("corpus.minLength", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_without_a_known_key_is_told_the_keys() =>
        Assert.Contains(
            "under prompt, caption, text or instruction (2 read)",
            Corpora.Refused("{\"title\":\"a red ring\"}\n[1,2]\n", "prompts.jsonl").Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_JSON_array_is_told_how_to_become_lines() =>
        Assert.Contains("jq -c '.[]'", Corpora.Refused("[\n {\"prompt\":\"a red ring\"}\n]\n", "prompts.json").Message, StringComparison.Ordinal);
}
