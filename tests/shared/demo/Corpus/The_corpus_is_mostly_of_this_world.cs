using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Corpus;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Corpus;

public class The_corpus_is_mostly_of_this_world
{
    private static readonly ParsedPrompt[] Parsed = [.. DemoCorpus.Lines().Select(ScenePrompt.Parse)];

    [Fact]
    public void Four_hundred_lines_and_a_sixth_outside()
    {
        Assert.InRange(Parsed.Length, 380, 450);
        Assert.InRange(Parsed.Count(prompt => !prompt.IsInWorld) / (double)Parsed.Length, 0.12, 0.2);
    }

    [Fact]
    public void There_are_duplicates_to_find() =>
        Assert.InRange(DemoCorpus.Lines().Count - DemoCorpus.Lines().Distinct().Count(), 10, 60);

    [Fact]
    public void Every_value_is_asked_for_at_least_ten_times() =>
        Assert.All(
            from attribute in SceneAttributes.All
            from ordinal in Enumerable.Range(0, SceneAttributes.ValueCount(attribute))
            select (attribute, ordinal),
            value => Assert.True(Parsed.Count(prompt => prompt.Scene?.Ordinal(value.attribute) == value.ordinal) >= 10, $"{value}"));

    [Fact]
    public void Every_kind_of_outside_occurs() =>
        Assert.Superset(
            new HashSet<OutsideReason>
            {
                OutsideReason.UnknownWords, OutsideReason.Contradiction, OutsideReason.Number, OutsideReason.Background, OutsideReason.NothingAsked,
            },
            Parsed.Where(prompt => !prompt.IsInWorld).Select(prompt => prompt.Outside!.Reason).ToHashSet());
}
