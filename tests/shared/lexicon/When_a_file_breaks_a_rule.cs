using InstructEngine.Lexicons;
using InstructEngine.Lexicons.Reading;

namespace InstructEngine.Shared.Tests.Lexicons;

public sealed class When_a_file_breaks_a_rule
{
    private const string Theme = "people-stage.json";

    [Fact]
    public void A_missing_file_is_named() => Refused(new LexiconFiles().With(Theme, (string?)null), Theme, "$", "there is none");

    [Theory]
    [InlineData("{ \"id\": \"people-stage\", ", "$", "")]
    [InlineData("null", "$", "null")]
    [InlineData("[]", "$", "")]
    public void A_broken_document_is_refused(string text, string path, string message) => Refused(new LexiconFiles().With(Theme, text), Theme, path, message);

    [Fact]
    public void An_unknown_key_is_named_with_its_place() =>
        Refused(new LexiconFiles().With(Theme, file => file["subtopics"]![3]!["entity"] = "x"), Theme, "$.subtopics[3].entity", "could not be mapped");

    [Fact]
    public void A_missing_key_is_named_with_its_place() =>
        Refused(new LexiconFiles().With(Theme, file => file["subtopics"]![3]!.AsObject().Remove("settings")), Theme, "$.subtopics[3]", "settings");

    [Fact]
    public void A_key_may_stand_once() => Refused(
        new LexiconFiles().With(Theme, LexiconFiles.Text(Theme).Replace("\"id\": \"strings\",", "\"id\": \"strings\", \"id\": \"strings\",", StringComparison.Ordinal)),
        Theme, "$.subtopics[0]", "");

    [Theory]
    [InlineData("singular", "", "must be a phrase")]
    [InlineData("singular", "violinist.", "must be a phrase")]
    [InlineData("singular", "banjo player", "an entity of the lexicon already")]
    [InlineData("plural", null, "needs a plural")]
    [InlineData("article", "the", "none of")]
    [InlineData("kind", "robot", "no kind; there are person")]
    public void An_entity_is_checked(string key, string? value, string message)
    {
        // The second of the two entities is the one that is there already.
        var at = value == "banjo player" ? "$.subtopics[1].entities[4].singular" : $"$.subtopics[0].entities[0].{key}";
        Refused(new LexiconFiles().With(Theme, file => file["subtopics"]![0]!["entities"]![0]![key] = value), Theme, at, message);
    }

    [Theory]
    [InlineData("contrast", "hard")]
    [InlineData("position", "behind")]
    [InlineData("replaces", "all")]
    public void A_word_of_a_fixed_list_is_checked(string key, string value) =>
        Refused(new LexiconFiles().With(Theme, file => file["pairs"]![1]![key] = value), Theme, $"$.pairs[1].{key}", "");

    [Theory]
    [InlineData("b", "seen from the front", "$.pairs[0]", "both sides are")]
    [InlineData("aMany", "all seen from the front", "$.pairs[0]", "write both or neither")]
    public void The_two_sides_of_a_pair_are_checked(string key, string value, string path, string message) =>
        Refused(new LexiconFiles().With(Theme, file => file["pairs"]![0]![key] = value), Theme, path, message);

    [Fact]
    public void A_leaf_needs_ten_entities() => Refused(
        new LexiconFiles().With(Theme, file => { while (file["subtopics"]![0]!["entities"]!.AsArray().Count > 9) file["subtopics"]![0]!["entities"]!.AsArray().RemoveAt(0); }),
        Theme, "$.subtopics[0].entities", "9 entries; at least 10");

    [Fact]
    public void A_theme_stands_in_the_group_that_names_it() =>
        Refused(new LexiconFiles().With(Theme, file => file["group"] = "animals"), Theme, "$.group", "\"people\"");

    [Fact]
    public void A_theme_is_named_as_its_file() =>
        Refused(new LexiconFiles().With(Theme, file => file["id"] = "people-sport"), Theme, "$.id", "must be the file's name");

    [Fact]
    public void Each_pool_holds_every_grade() => Refused(
        new LexiconFiles().With("kinds.json", file =>
        {
            foreach (var relation in file["kinds"]![0]!["relations"]!.AsArray())
                relation!["contrast"] = "easy";
        }),
        "kinds.json", "$.kinds[0].relations", "contrast medium or subtle");

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5)]
    public void Numbers_run_from_one_to_nine_and_differ(int number) =>
        Refused(new LexiconFiles().With("kinds.json", file => file["kinds"]![0]!["counts"]![0]!["a"] = number), "kinds.json", "$.kinds[0].counts[0]", "two different numbers");

    [Fact]
    public void An_aesthetic_excludes_kinds_that_there_are() =>
        Refused(new LexiconFiles().With("aesthetics.json", file => file["pairs"]![6]!["notKinds"]![0] = "painting"), "aesthetics.json", "$.pairs[6].notKinds", "no kind");

    [Fact]
    public void A_version_has_three_numbers() =>
        Refused(new LexiconFiles().With("index.json", file => file["version"] = "1.0"), "index.json", "$.version", "three numbers");

    private static void Refused(LexiconFiles files, string file, string path, string message)
    {
        var fault = Assert.Throws<LexiconException>(() => LexiconReader.Read(files.Open));
        Assert.Equal(file, fault.File);
        Assert.StartsWith(path, fault.Path, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
