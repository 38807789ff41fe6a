namespace InstructEngine.Hosting;

/// <summary>The broker or a store did not answer within the time given. The message names it, what it said, and the setting.</summary>
public sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);
