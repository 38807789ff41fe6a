namespace InstructEngine.Lexicons;

/// <summary>Which written subtopic a leaf came from: <c>default/people-stage/strings</c>.</summary>
public readonly record struct LeafSource(string Lexicon, string Theme, string Subtopic)
{
    /// <returns>Null for a text of another form: such a leaf was not written by a lexicon.</returns>
    public static LeafSource? Parse(string? text) =>
        text?.Split('/') is [{ Length: > 0 } lexicon, { Length: > 0 } theme, { Length: > 0 } subtopic] ? new(lexicon, theme, subtopic) : null;

    public override string ToString() => $"{Lexicon}/{Theme}/{Subtopic}";
}
