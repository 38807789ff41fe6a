namespace InstructEngine.Lexicons.Reading;

/// <summary>The rules of <c>kinds.json</c> and <c>aesthetics.json</c>.</summary>
internal static class KindRules
{
    private const int FewestAesthetics = 30;

    public static void Check(KindsDocument document, string file)
    {
        var rules = new FileRules(file);
        rules.AtLeast(document.Kinds.Count, 1, "$.kinds");
        rules.Distinct([.. document.Kinds.Select(kind => kind.Id)], "$.kinds");
        for (var i = 0; i < document.Kinds.Count; i++)
            Kind(rules, document.Kinds[i], $"$.kinds[{i}]");
    }

    public static void Check(AestheticsDocument document, string file, IReadOnlyDictionary<string, KindPool> kinds)
    {
        var rules = new FileRules(file);
        rules.AtLeast(document.Pairs.Count, FewestAesthetics, "$.pairs");
        AllGrades(rules, document.Pairs.Select(pair => pair.Contrast), "$.pairs");
        for (var i = 0; i < document.Pairs.Count; i++)
        {
            var (pair, at) = (document.Pairs[i], $"$.pairs[{i}]");
            rules.Text(pair.Aspect, $"{at}.aspect");
            rules.Opposed(pair.Good, pair.Poor, at);
            foreach (var kind in pair.NotKinds ?? [])
                rules.Require(kinds.ContainsKey(kind), $"{at}.notKinds", $"\"{kind}\" is no kind; there are {string.Join(", ", kinds.Keys)}.");
        }
    }

    private static void Kind(FileRules rules, KindPool kind, string at)
    {
        rules.Id(kind.Id, $"{at}.id");
        rules.Sentence(kind.Definition, $"{at}.definition");
        rules.Situations(kind.Actions, 6, $"{at}.actions");
        rules.Pairs(kind.Attributes, $"{at}.attributes");
        rules.AtLeast(kind.Attributes.Count, 12, $"{at}.attributes");
        AllGrades(rules, kind.Attributes.Select(pair => pair.Contrast), $"{at}.attributes");
        Counts(rules, kind.Counts, $"{at}.counts");
        Relations(rules, kind.Relations, $"{at}.relations");
        Counterfactuals(rules, kind.Counterfactuals, $"{at}.counterfactuals");
    }

    private static void Counts(FileRules rules, IReadOnlyList<CountPair> counts, string at)
    {
        rules.AtLeast(counts.Count, 3, at);
        rules.Distinct(counts, at);
        AllGrades(rules, counts.Select(count => count.Contrast), at);
        for (var i = 0; i < counts.Count; i++)
        {
            rules.Require(
                counts[i] is { A: >= 1 and <= 9, B: >= 1 and <= 9 } count && count.A != count.B, $"{at}[{i}]", "two different numbers from 1 to 9 are needed.");
        }
    }

    private static void Relations(FileRules rules, IReadOnlyList<Relation> relations, string at)
    {
        rules.AtLeast(relations.Count, 5, at);
        rules.Distinct(relations, at);
        AllGrades(rules, relations.Select(relation => relation.Contrast), at);
        for (var i = 0; i < relations.Count; i++)
            rules.Opposed(relations[i].A, relations[i].B, $"{at}[{i}]");
    }

    private static void Counterfactuals(FileRules rules, IReadOnlyList<Counterfactual> counterfactuals, string at)
    {
        rules.AtLeast(counterfactuals.Count, 12, at);
        rules.Distinct(counterfactuals, at);
        AllGrades(rules, counterfactuals.Select(pair => pair.Contrast), at);
        for (var i = 0; i < counterfactuals.Count; i++)
        {
            var (pair, place) = (counterfactuals[i], $"{at}[{i}]");
            rules.Text(pair.Aspect, $"{place}.aspect");
            rules.Opposed(pair.Plausible, pair.Impossible, place);
            rules.Phrase(pair.PlausibleMany, $"{place}.plausibleMany");
            rules.Phrase(pair.ImpossibleMany, $"{place}.impossibleMany");
            rules.Many(pair.PlausibleMany, pair.ImpossibleMany, place);
        }
    }

    private static void AllGrades(FileRules rules, IEnumerable<ContrastGrade> grades, string at)
    {
        var missing = Enum.GetValues<ContrastGrade>().Except(grades).ToList();
        rules.Require(missing.Count == 0, at, $"no entry has the contrast {string.Join(" or ", missing).ToLowerInvariant()}; each of the three grades is needed.");
    }
}
