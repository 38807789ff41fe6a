using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace InstructEngine.Diffusion;

/// <summary>Whoever uses this assembly has libtorch ready. A failure is not raised here but, with its reason, by <see cref="TorchRuntime.EnsureLoaded"/>.</summary>
internal static class NativeModuleInitializer
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The native library must be in place before TorchSharp's static constructor runs.")]
    internal static void Initialize()
    {
        try
        {
            TorchRuntime.EnsureLoaded();
        }
        catch (TorchRuntimeException)
        {
            // Kept by TorchRuntime: raised again to whoever asks for it.
        }
    }
}
