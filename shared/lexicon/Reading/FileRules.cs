using System.Text.RegularExpressions;

namespace InstructEngine.Lexicons.Reading;

/// <summary>What single values of a lexicon file may be. Each check throws where a value is not.</summary>
internal sealed partial class FileRules(string file)
{
    public void Require(bool holds, string path, string expected)
    {
        if (!holds)
            throw new LexiconException(file, path, expected);
    }

    public void Id(string value, string path) => Require(
        value.Length <= 40 && IdForm().IsMatch(value), path, $"\"{value}\" is no id: write lower-case words joined by hyphens, 40 characters at most.");

    public void FileName(string value, string path) =>
        Require(FileForm().IsMatch(value), path, $"\"{value}\" is no file name: write lower-case words joined by hyphens, and .json.");

    public void Version(string value, string path) =>
        Require(VersionForm().IsMatch(value), path, $"\"{value}\" is no version: write three numbers, as 1.0.0.");

    public void Text(string value, string path) => Require(
        value.Length is >= 1 and <= 200 && value.Trim() == value, path, $"\"{value}\" must be 1 to 200 characters without blanks at its ends.");

    public void Sentence(string value, string path) => Require(
        value.Length is >= 10 and <= 200 && SentenceForm().IsMatch(value), path, $"\"{value}\" must be a sentence: a capital first, a full stop last, 10 to 200 characters.");

    public void Phrase(string? value, string path) => Require(
        value is null || (value.Length is >= 2 and <= 100 && PhraseForm().IsMatch(value)),
        path,
        $"\"{value}\" must be a phrase of 2 to 100 characters, without blank, full stop or comma at its ends and without brackets.");

    public void AtLeast(int count, int least, string path) => Require(count >= least, path, $"{count} entries; at least {least} are needed.");

    public void Distinct<T>(IReadOnlyList<T> items, string path)
    {
        for (var i = 1; i < items.Count; i++)
            Require(!items.Take(i).Contains(items[i]), $"{path}[{i}]", "this entry is there already.");
    }

    public void Aspects(IReadOnlyList<string>? aspects, string path)
    {
        if (aspects is null)
            return;

        AtLeast(aspects.Count, 1, path);
        Distinct(aspects, path);
        for (var i = 0; i < aspects.Count; i++)
            Text(aspects[i], $"{path}[{i}]");
    }

    /// <summary>Two wordings after a plural, or none.</summary>
    public void Many(string? first, string? second, string path) =>
        Require(first is null == second is null, path, "one side has a wording after a plural and the other has none; write both or neither.");

    /// <summary>Two phrases that are not the same.</summary>
    public void Opposed(string first, string second, string path)
    {
        Phrase(first, path);
        Phrase(second, path);
        Require(first != second, path, $"both sides are \"{first}\".");
    }

    public void Pairs(IReadOnlyList<ContrastPair> pairs, string path)
    {
        Distinct(pairs, path);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (pair, at) = (pairs[i], $"{path}[{i}]");
            Text(pair.Aspect, $"{at}.aspect");
            Opposed(pair.A, pair.B, at);
            Phrase(pair.AMany, $"{at}.aMany");
            Phrase(pair.BMany, $"{at}.bMany");
            Many(pair.AMany, pair.BMany, at);
        }
    }

    public void Situations(IReadOnlyList<Situation> situations, int least, string path)
    {
        AtLeast(situations.Count, least, path);
        Distinct(situations, path);
        for (var i = 0; i < situations.Count; i++)
        {
            Phrase(situations[i].One, $"{path}[{i}].one");
            Phrase(situations[i].Many, $"{path}[{i}].many");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[a-z-]+\.json$")]
    private static partial Regex FileForm();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+$")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^[A-Z].*\.$")]
    private static partial Regex SentenceForm();

    [GeneratedRegex(@"^[^\s.\[\]|=~!;](.*[^\s.,\[\]|=~!;])?$")]
    private static partial Regex PhraseForm();
}
