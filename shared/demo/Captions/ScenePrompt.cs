namespace InstructEngine.Demo.Captions;

/// <summary>Reads what a prompt asks of the demo world. A word with content is never passed over in silence.</summary>
public static class ScenePrompt
{
    /// <summary>Longer text, in UTF-16 units, cannot be a prompt for so small a world.</summary>
    public const int MaxLength = 2000;

    /// <summary>The scene asked for, unsaid attributes null, or why the prompt is outside the world. Never throws for any text.</summary>
    public static ParsedPrompt Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return new ParsedPrompt(new OutsideWorld(
                OutsideReason.TooLong, $"The prompt has {text.Length} characters; {MaxLength} are read.", []));
        }

        return new PromptReading(PromptLexer.Read(text)).Read();
    }
}
