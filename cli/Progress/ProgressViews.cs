using Spectre.Console;

namespace InstructEngine.Cli.Progress;

internal static class ProgressViews
{
    /// <summary>Bars where stderr is a terminal, lines elsewhere.</summary>
    public static IProgressView For(TextWriter error)
    {
        // A test's writer is no terminal, whatever the test runner's own stderr is.
        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected)
            return new PlainProgressView(error, TimeProvider.System);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Capabilities.Ansi ? new LiveProgressView(console, TimeProvider.System) : new PlainProgressView(error, TimeProvider.System);
    }
}
