namespace InstructEngine.Hosting;

/// <summary>A failure that retrying cannot mend and that a user can act on: it ends the run as <c>RunFailed</c> with this message.</summary>
public class RunFailureException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>
/// The run stops here until its user has done what the message says; the same command, or the same spec submitted again, then goes on.
/// Nothing is wrong and nothing is lost.
/// </summary>
public sealed class RunPausedException(string reason) : RunFailureException(reason);
