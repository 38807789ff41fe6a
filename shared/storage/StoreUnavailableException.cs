namespace InstructEngine.Storage;

/// <summary>
/// A store cannot be reached, opened or written now: no server, a read-only folder, a full disk, a lock held too long.
/// What was stored before is unharmed, and the same call may succeed later.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);
