using System.CommandLine;
using System.CommandLine.Parsing;
using InstructEngine.Diffusion;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Settings;
using InstructEngine.Storage;

namespace InstructEngine.Cli.Invocation;

/// <summary>The command line from its arguments to its exit code.</summary>
internal static class InstructEngineProgram
{
    /// <param name="additions">Modules that an embedded run hosts beside the five services.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken, params IServiceModule[] additions)
    {
        // A prompt may begin with '@'; nothing on this command line is a file of further options.
        var parsed = RootDefinition.Create(additions).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return Refuse(parsed, error);

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            await error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
        catch (Exception exception) when (KnownCode(exception) is { } code)
        {
            await error.WriteLineAsync(exception.Message);
            return code;
        }
    }

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (var problem in parsed.Errors)
            error.WriteLine(problem.Message);
        error.WriteLine($"See: {string.Join(' ', NamesOf(parsed.CommandResult))} --help");
        return ExitCodes.Usage;
    }

    /// <summary>As typed: the program, the command, its sub-command.</summary>
    private static IEnumerable<string> NamesOf(CommandResult command) =>
        command.Command is RootCommand || command.Parent is not CommandResult above ? ["instructengine"] : [.. NamesOf(above), command.Command.Name];

    private static int? KnownCode(Exception exception) => exception switch
    {
        SettingException => ExitCodes.Usage,
        UnreachableException => ExitCodes.Unreachable,
        StoreException => ExitCodes.OutputUnusable,
        TorchRuntimeException => ExitCodes.RunFailed,
        _ => null,
    };
}
