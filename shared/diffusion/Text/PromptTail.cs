namespace InstructEngine.Diffusion.Text;

/// <summary>Finds what was cut off in the prompt as it was written.</summary>
internal static class PromptTail
{
    /// <summary>
    /// The end of <paramref name="prompt"/> that became <paramref name="cut"/>, where cleaning changed nothing there but case and white
    /// space; <paramref name="cut"/> itself where it changed more.
    /// </summary>
    public static string Find(string prompt, string cut)
    {
        cut = cut.TrimStart();
        var at = prompt.Length;
        SkipSpaces();
        for (var i = cut.Length - 1; i >= 0; i--)
        {
            if (cut[i] == ' ' && at > 0 && char.IsWhiteSpace(prompt[at - 1]))
                SkipSpaces();
            else if (at == 0 || char.ToLowerInvariant(prompt[--at]) != cut[i])
                return cut;
        }

        return prompt[at..];

        void SkipSpaces()
        {
            while (at > 0 && char.IsWhiteSpace(prompt[at - 1]))
                at--;
        }
    }
}
