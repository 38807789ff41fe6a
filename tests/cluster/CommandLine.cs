namespace InstructEngine.Cluster.Tests;

/// <summary>Runs <c>instructengine</c> as a user does.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(8);

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunWithKeyAsync(Programs.AccessKey, arguments);

    public static Task<(int ExitCode, string Output, string Error)> RunWithKeyAsync(string key, params string[] arguments) =>
        RunInAsync(new Dictionary<string, string> { ["INSTRUCTENGINE_MODELS"] = Programs.Models(), ["INSTRUCTENGINE_ACCESS__KEY"] = key }, arguments);

    public static async Task<(int ExitCode, string Output, string Error)> RunInAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var process = new ChildProcess(Programs.CommandLine, arguments, environment);
        var exitCode = await process.ExitCodeAsync(s_limit);
        return (exitCode, process.Output, process.Error);
    }
}
