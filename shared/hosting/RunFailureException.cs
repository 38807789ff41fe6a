namespace InstructEngine.Hosting;

/// <summary>A failure that retrying cannot mend and that a user can act on: it ends the run as <c>RunFailed</c> with this message.</summary>
public sealed class RunFailureException(string reason, Exception? inner = null) : Exception(reason, inner);
