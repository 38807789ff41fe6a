namespace InstructEngine.Review.Access;

/// <summary>A file of annotators or of the admin's token cannot be used. The message names the file and line, never a token.</summary>
public sealed class AnnotatorsException(string message, Exception? inner = null) : Exception(message, inner);
