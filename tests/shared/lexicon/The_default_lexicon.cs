using System.Text.Json;
using InstructEngine.Lexicons;

namespace InstructEngine.Shared.Tests.Lexicons;

public sealed class The_default_lexicon
{
    private static readonly WrittenLexicon Lexicon = DefaultLexicon.Value;

    public static TheoryData<string> Files { get; } = [.. LexiconFiles.Names.Where(name => name != "schema.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Keeps_to_its_schema(string file)
    {
        var schema = new JsonSchema(JsonDocument.Parse(LexiconFiles.Text("schema.json")).RootElement);
        var definition = file is "index.json" or "kinds.json" or "aesthetics.json" ? file[..^".json".Length] : "theme";

        Assert.Empty(schema.Errors(definition, JsonDocument.Parse(LexiconFiles.Text(file)).RootElement));
    }

    [Fact]
    public void Has_five_groups_twenty_themes_and_400_leaves()
    {
        Assert.Equal(5, Lexicon.Groups.Count);
        Assert.Equal(20, Lexicon.Themes.Count);
        Assert.All(Lexicon.Themes, theme => Assert.Equal(20, theme.Subtopics.Count));
        Assert.Equal(4761, Lexicon.Themes.SelectMany(theme => theme.Subtopics).Sum(subtopic => subtopic.Entities.Count));
        Assert.Equal(18, Lexicon.Kinds.Count);
        Assert.Equal(47, Lexicon.Aesthetics.Count);
        Assert.Equal(("default", "en-GB"), (Lexicon.Name, Lexicon.Language));
    }

    [Fact]
    public void Is_read_with_every_field_of_the_format()
    {
        var theme = Lexicon.Themes.Single(theme => theme.Id == "people-stage");
        var strings = theme.Subtopics[0];
        var person = Lexicon.Kinds["person"];

        Assert.Equal(("Performers", "people"), (theme.Name, theme.Group));
        Assert.Equal(new ContrastPair("stage light", PhrasePosition.After, "in red stage light", "in blue stage light", ContrastGrade.Easy, Replaces: Replaced.Setting), theme.Pairs[2]);
        Assert.Equal(("strings", "String players", "violinist"), (strings.Id, strings.Name, strings.Keywords[0]));
        Assert.Equal(new WrittenEntity("violinist", "a", "person", "violinists"), strings.Entities[0]);
        Assert.Equal(new CountPair(1, 5, ContrastGrade.Easy), person.Counts[0]);
        Assert.Equal(PhrasePosition.Before, person.Attributes[0].Position);
        Assert.Equal(new Relation("to the left of", "to the right of", ContrastGrade.Medium), person.Relations[0]);
        Assert.Equal("each with five fingers on each hand", person.Counterfactuals[0].PlausibleMany);
        Assert.Contains(Lexicon.Themes.SelectMany(each => each.Subtopics).SelectMany(leaf => leaf.Entities), entity => entity is { Tail: true, Not: [_, ..] });
        Assert.Contains(Lexicon.Themes.SelectMany(each => each.Subtopics).SelectMany(leaf => leaf.Entities), entity => entity is { Countable: false, Plural: null });
        Assert.Equal(["artwork"], Lexicon.Aesthetics.First(pair => pair.Position == PhrasePosition.Before).NotKinds);
    }

    [Fact]
    public void Has_its_leaves_found_by_their_source()
    {
        var (theme, subtopic) = DefaultLexicon.Find("default/people-stage/strings")!.Value;

        Assert.Equal(("people-stage", "strings"), (theme.Id, subtopic.Id));
        Assert.Equal("default/people-stage/strings", DefaultLexicon.SourceOf(theme, subtopic));
        Assert.All(Lexicon.Themes, each => Assert.All(each.Subtopics, leaf => Assert.Same(leaf, DefaultLexicon.Find(DefaultLexicon.SourceOf(each, leaf))!.Value.Subtopic)));
        Assert.Null(DefaultLexicon.Find("default/people-stage"));
        Assert.Null(DefaultLexicon.Find("other/people-stage/strings"));
        Assert.Null(DefaultLexicon.Find(null));
    }

    [Fact]
    public void Excludes_only_aspects_that_there_are()
    {
        var subtopics = Lexicon.Themes.SelectMany(theme => theme.Subtopics).ToList();
        var known = Lexicon.Kinds.Values.SelectMany(kind => kind.Attributes.Select(pair => pair.Aspect).Concat(kind.Counterfactuals.Select(pair => pair.Aspect)))
            .Concat(Lexicon.Themes.SelectMany(theme => theme.Pairs).Select(pair => pair.Aspect))
            .Concat(subtopics.SelectMany(subtopic => subtopic.Pairs ?? []).Select(pair => pair.Aspect)).Append("actions").ToHashSet();
        var excluded = Lexicon.Themes.SelectMany(theme => theme.Not ?? []).Concat(subtopics.SelectMany(subtopic => subtopic.Not ?? []))
            .Concat(subtopics.SelectMany(subtopic => subtopic.Entities).SelectMany(entity => entity.Not ?? []));

        Assert.Empty(excluded.Distinct().Except(known));
    }
}
