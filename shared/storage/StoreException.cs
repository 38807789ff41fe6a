namespace InstructEngine.Storage;

/// <summary>A store could not do what was asked. The message names the store, what is wrong and what would help.</summary>
public abstract class StoreException(string message, Exception? inner) : Exception(message, inner);
