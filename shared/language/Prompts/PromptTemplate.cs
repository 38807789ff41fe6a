using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace InstructEngine.Language.Prompts;

/// <summary>
/// A prompt as a file: a head with its name and version, then what the system says and what the user says. <c>{{name}}</c> stands for a value.
/// The version enters the hash under which answers are kept; so does every word.
/// </summary>
public sealed partial class PromptTemplate
{
    private readonly string _user;

    private PromptTemplate(string name, int version, string system, string user)
    {
        (Name, Version, System, _user) = (name, version, system, user);
        Places = [.. Place().Matches(user).Select(match => match.Groups[1].Value).Distinct()];
    }

    public string Name { get; }

    public int Version { get; }

    /// <summary>What the model is told of its task; the same for all values.</summary>
    public string System { get; }

    /// <summary>Names of the values.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>Reads a prompt that an assembly embeds as <c>Prompts/NAME.md</c>.</summary>
    /// <exception cref="FormatException">The file is not of the form, or missing.</exception>
    public static PromptTemplate Read(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream($"Prompts/{name}.md")
            ?? throw new FormatException($"{assembly.GetName().Name} has no prompt Prompts/{name}.md.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(name, reader.ReadToEnd());
    }

    /// <exception cref="FormatException">The text is not of the form.</exception>
    public static PromptTemplate Parse(string name, string text)
    {
        var match = File().Match(text.ReplaceLineEndings("\n"));
        if (!match.Success)
            throw new FormatException($"Prompt {name}: expected a line 'version: N' between lines of '---', then '# System', its text, '# User', and its text.");

        var system = match.Groups["system"].Value.Trim();
        return Place().IsMatch(system)
            ? throw new FormatException($"Prompt {name}: the system's part has a value in it; values belong into the user's part, where they are data.")
            : new(name, int.Parse(match.Groups["version"].Value), system, match.Groups["user"].Value.Trim());
    }

    /// <summary>The user's part with its values.</summary>
    /// <exception cref="ArgumentException">A value is missing, or one is given that has no place.</exception>
    public string Render(PromptValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var odd = Places.Except(values.Names).Concat(values.Names.Except(Places)).ToList();
        return odd.Count > 0
            ? throw new ArgumentException($"Prompt {Name} has the values {string.Join(", ", Places)}; these are missing or too many: {string.Join(", ", odd)}.", nameof(values))
            : Place().Replace(_user, match => values.Rendered(match.Groups[1].Value));
    }

    [GeneratedRegex(@"\{\{([a-zA-Z]+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\A---\nversion: (?<version>[1-9][0-9]{0,5})\n---\n+# System\n(?<system>.+?)\n# User\n(?<user>.+)\z", RegexOptions.Singleline)]
    private static partial Regex File();
}
