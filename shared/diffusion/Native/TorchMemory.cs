using System.Runtime.InteropServices;

namespace InstructEngine.Diffusion;

/// <summary>Tells apart the one failure of libtorch that a smaller batch mends.</summary>
public static class TorchMemory
{
    /// <summary>What libtorch's allocators say, on the CPU and on a GPU, and what its libraries say where an allocation of theirs fails.</summary>
    private static readonly string[] Phrases =
    [
        "can't allocate memory", "not enough memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED", "bad_alloc", "bad allocation",
    ];

    /// <returns>Whether the memory of the machine or of its GPU was used up.</returns>
    public static bool IsExhausted(Exception exception) => exception is OutOfMemoryException
        || (exception is ExternalException && Phrases.Any(phrase => exception.Message.Contains(phrase, StringComparison.OrdinalIgnoreCase)));
}
