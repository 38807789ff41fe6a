using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using TorchSharp;

namespace InstructEngine.Diffusion;

/// <summary>
/// Loads libLibTorchSharp.so. It was built against a newer libstdc++ than Debian 12, Ubuntu 22.04 and RHEL 9 have and asks for a symbol version that
/// nothing in it is bound to; where the loader refuses the file for that reason alone, a copy that asks weakly takes its place.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxNatives
{
    private const string Library = "libLibTorchSharp.so";

    public static string? Load(string folder)
    {
        var path = Path.Combine(folder, Library);
        if (!File.Exists(path))
            path = Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", Library);
        if (!File.Exists(path))
            return null; // TorchSharp searches further by itself and reports what it tried.

        if (TryLoad(path) is not { } refusal)
            return null;
        if (MissingVersion().Match(refusal) is not { Success: true } missing)
            throw new TorchRuntimeException($"'{path}' does not load: {refusal}");

        var version = missing.Groups["version"].Value;
        var patched = ElfVersionNeeds.Weaken(File.ReadAllBytes(path), version);
        var copy = PatchedLibrary.Put(path, patched);
        if (copy.Path != path)
            LoadFromElsewhere(copy, Path.GetDirectoryName(path)!);
        else if (TryLoad(path) is { } stillRefused)
            throw new TorchRuntimeException($"'{path}' does not load: {stillRefused}");

        var where = copy.IsTemporary ? "a temporary copy" : $"'{copy.Path}'";
        return $"This system's libstdc++ lacks {version}, which {Library} names but does not use; it was marked weak in {where}.";
    }

    /// <summary>Null on success, else the loader's words.</summary>
    private static string? TryLoad(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return e.Message;
        }
    }

    /// <summary>Outside its folder the library finds its neighbours only when they are loaded already.</summary>
    private static void LoadFromElsewhere(PatchedLibrary library, string neighbours)
    {
        foreach (var name in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            NativeLibrary.Load(Path.Combine(neighbours, name));
        var handle = NativeLibrary.Load(library.Path);
        library.DiscardIfTemporary();
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (string name, Assembly _, DllImportSearchPath? _) =>
            name == "LibTorchSharp" ? handle : IntPtr.Zero);
    }

    [GeneratedRegex(@"version [`'](?<version>GLIBCXX_[0-9.]+)' not found \(required by [^)]*libLibTorchSharp\.so\)")]
    private static partial Regex MissingVersion();
}
