namespace InstructEngine.Cli.Invocation;

/// <summary>A command cannot do what was asked: its message goes to stderr as it is, and the program ends with the code.</summary>
/// <param name="exitCode">One of <see cref="Hosting.ExitCodes"/>.</param>
internal sealed class CommandFailure(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
