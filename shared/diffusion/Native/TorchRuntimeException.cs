namespace InstructEngine.Diffusion;

/// <summary>The native libtorch could not be loaded; the message says which file and why.</summary>
public sealed class TorchRuntimeException(string message, Exception? innerException = null) : Exception(message, innerException);
