namespace InstructEngine.Storage;

/// <summary>What a store holds cannot be read as its own. Nothing in it was changed.</summary>
public sealed class StoreCorruptException(string message, Exception? inner = null) : StoreException(message, inner);
