using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Tests;

/// <summary>The program in this process: what it wrote, and its exit code.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static Task<CommandLine> RunAsync(params string[] args) => RunAsync([], CancellationToken.None, args);

    /// <param name="additions">Registered after the five services: what they register again replaces theirs.</param>
    public static async Task<CommandLine> RunAsync(IServiceModule[] additions, CancellationToken stop, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await InstructEngineProgram.RunAsync(args, output, error, stop, additions);
        return new CommandLine(exitCode, output.ToString(), error.ToString());
    }
}
