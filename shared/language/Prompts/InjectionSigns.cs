using System.Text.RegularExpressions;

namespace InstructEngine.Language.Prompts;

/// <summary>
/// Tells texts that speak to a model instead of describing a picture. It finds the plain ones; those it does not find are data all the same,
/// and their traces meet the quality control.
/// </summary>
public static partial class InjectionSigns
{
    public static bool In(string text) => Signs().IsMatch(text);

    [GeneratedRegex(
        """
        \b(ignore|disregard|forget|override|bypass)\b.{0,30}\b(previous|prior|above|earlier|all|any|your|these|the)\b.{0,30}\b(instruction|prompt|rule|message|direction|context|guideline)s?\b
        |\b(system|developer)\s*(prompt|message|instruction)s?\b
        |\b(reveal|print|repeat|output|show)\b.{0,30}\byour\b.{0,20}\b(prompt|instructions?|rules|key)\b
        |\byou\s+are\s+now\b|\bact\s+as\s+(an?\s+)?(ai|assistant|chatgpt|dan|language\s+model)\b|\bas\s+an\s+ai\b
        |\b(respond|reply|answer)\s+(only\s+)?(with|in)\b|\bnew\s+instructions?\s*:
        |^\s*(system|assistant|user)\s*:|<\|?\s*/?\s*(im_start|im_end|system|assistant|user|data|instructions?)\b|\[/?INST\]|```
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
