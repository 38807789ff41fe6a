using System.Runtime.CompilerServices;
using InstructEngine.Diffusion;

namespace InstructEngine.Shared.Tests.Diffusion;

/// <summary>Tests use TorchSharp directly, too; where the native library must be mended, that has to be done before its first use in the process.</summary>
internal static class LibtorchComesFirst
{
    [ModuleInitializer]
    internal static void Load() => TorchRuntime.EnsureLoaded();
}
