namespace InstructEngine.Lexicons.Reading;

/// <summary>The rules of a theme's file.</summary>
internal static class ThemeRules
{
    /// <param name="entities">The entities of the themes before, in the singular: none may be there twice.</param>
    public static void Check(WrittenTheme theme, string file, string group, IReadOnlyDictionary<string, KindPool> kinds, HashSet<string> entities)
    {
        var rules = new FileRules(file);
        rules.Id(theme.Id, "$.id");
        rules.Require(file == $"{theme.Id}.json", "$.id", $"\"{theme.Id}\" must be the file's name without .json.");
        rules.Require(theme.Group == group, "$.group", $"\"{theme.Group}\" is not the group that names this file, which is \"{group}\".");
        rules.Text(theme.Name, "$.name");
        rules.Sentence(theme.Definition, "$.definition");
        rules.Aspects(theme.Not, "$.not");
        rules.AtLeast(theme.Pairs.Count, 3, "$.pairs");
        rules.Pairs(theme.Pairs, "$.pairs");
        rules.AtLeast(theme.Subtopics.Count, 1, "$.subtopics");
        rules.Distinct([.. theme.Subtopics.Select(subtopic => subtopic.Id)], "$.subtopics");
        for (var i = 0; i < theme.Subtopics.Count; i++)
            Subtopic(rules, theme.Subtopics[i], $"$.subtopics[{i}]", kinds, entities);
    }

    private static void Subtopic(FileRules rules, WrittenSubtopic subtopic, string at, IReadOnlyDictionary<string, KindPool> kinds, HashSet<string> entities)
    {
        rules.Id(subtopic.Id, $"{at}.id");
        rules.Text(subtopic.Name, $"{at}.name");
        rules.Sentence(subtopic.Definition, $"{at}.definition");
        rules.Aspects(subtopic.Not, $"{at}.not");
        rules.Pairs(subtopic.Pairs ?? [], $"{at}.pairs");
        rules.Situations(subtopic.Situations, 6, $"{at}.situations");
        rules.AtLeast(subtopic.Settings.Count, 6, $"{at}.settings");
        rules.Distinct(subtopic.Settings, $"{at}.settings");
        for (var i = 0; i < subtopic.Settings.Count; i++)
            rules.Phrase(subtopic.Settings[i], $"{at}.settings[{i}]");

        Keywords(rules, subtopic.Keywords, $"{at}.keywords");
        rules.AtLeast(subtopic.Entities.Count, 10, $"{at}.entities");
        for (var i = 0; i < subtopic.Entities.Count; i++)
            Entity(rules, subtopic.Entities[i], $"{at}.entities[{i}]", kinds, entities);
    }

    private static void Keywords(FileRules rules, IReadOnlyList<string> keywords, string at)
    {
        rules.Require(keywords.Count is >= 5 and <= 12, at, $"{keywords.Count} keywords; 5 to 12 are needed.");
        rules.Distinct(keywords, at);
        for (var i = 0; i < keywords.Count; i++)
        {
            rules.Require(
                keywords[i] is { Length: >= 2 and <= 50 } word && !word.Any(char.IsAsciiLetterUpper), $"{at}[{i}]", $"\"{keywords[i]}\" must be 2 to 50 characters in lower case.");
        }
    }

    private static void Entity(FileRules rules, WrittenEntity entity, string at, IReadOnlyDictionary<string, KindPool> kinds, HashSet<string> entities)
    {
        rules.Phrase(entity.Singular, $"{at}.singular");
        rules.Phrase(entity.Plural, $"{at}.plural");
        rules.Require(entity.Article is "a" or "an" or "", $"{at}.article", $"\"{entity.Article}\" is none of \"a\", \"an\" and \"\".");
        rules.Require(kinds.ContainsKey(entity.Kind), $"{at}.kind", $"\"{entity.Kind}\" is no kind; there are {string.Join(", ", kinds.Keys)}.");
        rules.Require(
            entity.Countable == entity.Plural is not null, $"{at}.plural", entity.Countable ? "what can be counted needs a plural." : "what cannot be counted has no plural.");
        rules.Aspects(entity.Not, $"{at}.not");
        rules.Require(entities.Add(entity.Singular), $"{at}.singular", $"\"{entity.Singular}\" is an entity of the lexicon already.");
    }
}
