using System.Runtime.InteropServices;

namespace InstructEngine.Diffusion;

/// <summary>The C environment: what .NET sets in its own copy is not seen by a native library's getenv.</summary>
internal static partial class NativeEnvironment
{
    public static void SetIfAbsent(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is not null)
            return;
        _ = SetEnv(name, value, overwrite: 0);
        Environment.SetEnvironmentVariable(name, value);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
