namespace InstructEngine.Lexicons;

/// <summary>A lexicon file cannot be used. The message names the file, the place in it, what stands there and what would be right.</summary>
public sealed class LexiconException : Exception
{
    public LexiconException(string file, string path, string message, Exception? inner = null)
        : base($"{file}, {path}: {message}", inner)
    {
        File = file;
        Path = path;
    }

    public string File { get; }

    /// <summary>JSON path, as <c>$.subtopics[3].entities[0].kind</c>.</summary>
    public string Path { get; }
}
