using System.CommandLine;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The options that say whose taxonomy is meant.</summary>
internal sealed class DeskOptions
{
    public DeskOptions(bool runNeeded) => Run = new Option<string?>("--run")
    {
        Description = "The run's folder; with --server the run's id.",
        HelpName = "DIR|ID",
        Required = runNeeded,
    };

    public Option<string?> Run { get; }

    public Option<string?> Server { get; } = new("--server") { Description = "gRPC address of taxonomy-svc, e.g. http://localhost:8201, for a cluster's run.", HelpName = "URL" };

    /// <exception cref="CommandFailure">There is no such run.</exception>
    public async Task<T> UseAsync<T>(ParseResult parsed, Func<ITaxonomyDesk, Task<T>> work, CancellationToken cancellationToken)
    {
        var run = parsed.GetValue(Run) ?? throw new CommandFailure(ExitCodes.Usage, "Name the run: --run DIR, or --server URL --run ID.");
        using var desk = parsed.GetValue(Server) is { } server ? new ServerDesk(AddressOf(server), run) : (ITaxonomyDesk)await FolderDesk.OpenAsync(run, cancellationToken);
        return await work(desk);
    }

    private static Uri AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new CommandFailure(ExitCodes.Usage, $"--server is '{text}'; expected an address such as http://localhost:8201.");
}
