using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Rules;
using InstructEngine.Lexicons;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.Instructions.QualityControl;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Writing.Rules;

/// <summary>Every twentieth leaf of the default lexicon, one of each theme, at the size of 25,000 triples in all.</summary>
public sealed class Written_triples
{
    private static readonly RunSpec Spec = Specs.Demo with { Instructions = Specs.Instructions with { TriplesPerLeaf = 63 } };

    private static readonly Lazy<Task<List<LeafTriple>>> Written = new(async () =>
    {
        var triples = new List<LeafTriple>();
        for (var i = 0; i < LexiconLeaves.All.Count; i += 19)
            triples.AddRange(await WriteAsync(LexiconLeaves.All[i], Spec));
        return triples;
    });

    [Fact]
    public async Task Are_as_many_as_planned_and_none_is_refused()
    {
        var written = await Written.Value;

        Assert.Equal(22 * 63, written.Count);
        Assert.All(written, triple => Assert.Null(triple.Rejected));
    }

    [Fact]
    public async Task Have_the_dimensions_and_grades_of_their_shares() => Assert.All((await Created()).GroupBy(triple => triple.LeafId), leaf =>
    {
        Assert.Equal(
            [31, 16, 16],
            new[] { Dimension.ContentConsistency, Dimension.Counterfactual, Dimension.Aesthetics }.Select(dimension => leaf.Count(triple => triple.Dimension == dimension)));
        Assert.All(ContrastShares.Grades, grade => Assert.InRange(leaf.Count(triple => triple.Contrast == grade), 20, 23));
    });

    [Theory]
    [InlineData("easy")]
    [InlineData("medium")]
    [InlineData("subtle")]
    public async Task Are_of_one_grade_where_the_spec_asks_for_it(string grade)
    {
        var spec = Spec with { Instructions = Spec.Instructions with { Contrast = ContrastShares.Only(grade) } };

        Assert.All(await WriteAsync(LexiconLeaves.All[7], spec), triple => Assert.Equal(grade, triple.Created?.Contrast));
    }

    [Fact]
    public async Task Differ_in_one_run_of_words()
    {
        foreach (var triple in await Created())
        {
            Assert.NotEqual(triple.Preferred, triple.Dispreferred);
            var (first, second) = (triple.Preferred.Split(' '), triple.Dispreferred.Split(' '));
            var before = first.Zip(second).TakeWhile(words => words.First == words.Second).Count();
            Assert.True(before + first.Reverse().Zip(second.Reverse()).TakeWhile(words => words.First == words.Second).Count() > 0, triple.Preferred);
        }
    }

    [Fact]
    public async Task Read_as_English() => Assert.All(await Created(), triple => Assert.All([triple.Base, triple.Preferred, triple.Dispreferred], text =>
    {
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" ,", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",,", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[,. ]$", text);
        Assert.DoesNotMatch(@"\ba [aeio]", text);
        Assert.DoesNotMatch(@"\ban [^aeiouhAEIOUHX]", text);
        Assert.DoesNotMatch(@"\b(two|three|four|five|six|several) (a|an)\b", text);
        Assert.DoesNotMatch(@"\b(\w+) \1\b", text);
        Assert.DoesNotMatch(@"\bwho is [^,]* who\b", text);
    }));

    [Fact]
    public async Task Are_not_nearly_the_same_across_leaves()
    {
        var index = new NearDuplicateIndex();
        var near = 0;
        foreach (var triple in await Created())
        {
            string[] keys = [PromptKey.Of(triple.Preferred), PromptKey.Of(triple.Dispreferred)];
            near += keys.Any(key => index.Find(key) is not null) ? 1 : 0;
            Array.ForEach(keys, index.Add);
        }

        Assert.InRange(near, 0, (int)(0.005 * 22 * 63));
    }

    [Fact]
    public async Task Name_every_entity_of_a_leaf()
    {
        var leaf = LexiconLeaves.All[0];
        var texts = string.Join('\n', (await WriteAsync(leaf, Spec)).Select(triple => triple.Created!.Preferred + triple.Created.Dispreferred));
        var (_, subtopic) = DefaultLexicon.Find(leaf.Source)!.Value;

        Assert.All(subtopic.Entities, entity => Assert.True(
            texts.Contains(entity.Singular, StringComparison.Ordinal) || (entity.Plural is { } plural && texts.Contains(plural, StringComparison.Ordinal)), entity.Singular));
    }

    [Fact]
    public async Task Never_say_an_aspect_that_does_not_fit_the_entity()
    {
        foreach (var leaf in LexiconLeaves.All.Where((_, i) => i % 19 == 0))
        {
            var (theme, subtopic) = DefaultLexicon.Find(leaf.Source)!.Value;
            var material = LeafMaterial.Of(leaf)!;
            Assert.All(material.Entities, entity =>
            {
                string[] excluded = [.. theme.Not ?? [], .. subtopic.Not ?? [], .. entity.Entity.Not ?? []];
                Assert.DoesNotContain(entity.Attributes.SelectMany(pairs => pairs), pair => excluded.Contains(pair.Aspect));
                Assert.DoesNotContain(entity.Counterfactuals.SelectMany(pairs => pairs), pair => excluded.Contains(pair.Aspect));
                Assert.Equal(excluded.Contains("actions"), !entity.Situations.Intersect(entity.Kind.Actions).Any());
            });
        }
    }

    [Fact]
    public async Task Are_the_same_for_the_same_seed_and_leaf_and_others_for_another()
    {
        var leaf = LexiconLeaves.All[5];

        Assert.Equal(await WriteAsync(leaf, Spec), await WriteAsync(leaf, Spec));
        Assert.Empty((await WriteAsync(leaf, Spec)).Select(Text).Intersect((await WriteAsync(leaf, Spec with { Seed = 8 })).Select(Text)).Skip(3));

        static string Text(LeafTriple triple) => triple.Created!.Preferred;
    }

    [Fact]
    public async Task Are_written_for_the_entities_that_a_person_left_in()
    {
        var leaf = LexiconLeaves.All[0];
        var kept = leaf.Entities[3];

        var written = await WriteAsync(leaf with { Entities = [kept] }, Spec with { Instructions = Spec.Instructions with { TriplesPerLeaf = 6 } });
        var none = await WriteAsync(leaf with { Entities = ["made-up thing"] }, Spec);

        Assert.All(written, triple => Assert.Contains(kept.Split(' ')[0], triple.Created!.Base, StringComparison.Ordinal));
        Assert.All(none, triple => Assert.Equal(RejectionKinds.Material, triple.Rejected?.Kind));
    }

    private static async Task<List<InstructionTripleCreated>> Created() => [.. (await Written.Value).Select(triple => triple.Created!)];

    private static Task<IReadOnlyList<LeafTriple>> WriteAsync(Subtopic leaf, RunSpec spec) => new InstructionWriter(Qualities.Default).WriteAsync("run-1", leaf, spec, default);
}
