namespace InstructEngine.Lexicons.Reading;

/// <summary>The rules of <c>index.json</c>.</summary>
internal static class IndexRules
{
    public static void Check(IndexDocument index, string file)
    {
        var rules = new FileRules(file);
        rules.Id(index.Name, "$.name");
        rules.Version(index.Version, "$.version");
        rules.Sentence(index.Licence, "$.licence");
        rules.FileName(index.Kinds, "$.kinds");
        rules.FileName(index.Aesthetics, "$.aesthetics");
        rules.AtLeast(index.Groups.Count, 1, "$.groups");
        rules.Distinct([.. index.Groups.Select(group => group.Id)], "$.groups");
        rules.Distinct([.. index.Groups.SelectMany(group => group.Themes)], "$.groups[*].themes");
        for (var i = 0; i < index.Groups.Count; i++)
        {
            var (group, at) = (index.Groups[i], $"$.groups[{i}]");
            rules.Id(group.Id, $"{at}.id");
            rules.Text(group.Name, $"{at}.name");
            rules.AtLeast(group.Themes.Count, 1, $"{at}.themes");
            for (var j = 0; j < group.Themes.Count; j++)
                rules.FileName(group.Themes[j], $"{at}.themes[{j}]");
        }
    }
}
