using System.CommandLine;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Access;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Settings;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.Review.Gates;
using InstructEngine.Storage;
using Microsoft.Extensions.Configuration;

namespace InstructEngine.Cli.Instructions;

/// <summary>The options that say whose instructions are meant.</summary>
internal sealed class InstructionDesks
{
    public Option<string> Run { get; } = new("--run") { Description = "The run's folder; with --server the run's id.", HelpName = "DIR|ID", Required = true };

    public Option<string?> Server { get; } = new("--server") { Description = "gRPC address of instruction-svc, e.g. http://localhost:8202, for a cluster's run.", HelpName = "URL" };

    /// <summary>Works at the desk of the run that is meant, with its id.</summary>
    /// <exception cref="CommandFailure">There is no such run, or the desk refuses.</exception>
    public async Task<T> UseAsync<T>(ParseResult parsed, Func<IInstructionDesk, string, Task<T>> work, CancellationToken cancellationToken)
    {
        var run = parsed.GetRequiredValue(Run);
        try
        {
            return parsed.GetValue(Server) is { } server ? await AtServerAsync(server, run, work) : await InFolderAsync(run, work, cancellationToken);
        }
        catch (DeskException exception)
        {
            throw new CommandFailure(exception.Fault == DeskFault.Away ? ExitCodes.Unreachable : ExitCodes.Usage, exception.Message, exception);
        }
    }

    private static async Task<T> AtServerAsync<T>(string server, string run, Func<IInstructionDesk, string, Task<T>> work)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new CommandFailure(ExitCodes.Usage, $"--server is '{server}'; expected an address such as http://localhost:8202.");

        using var channel = ServerChannel.To(uri, AccessKey.FromEnvironment());
        return await work(new ServiceInstructionDesk(channel), run);
    }

    private static async Task<T> InFolderAsync<T>(string folder, Func<IInstructionDesk, string, Task<T>> work, CancellationToken cancellationToken)
    {
        var marker = RunFolder.MarkerOf(folder);
        var database = Path.Combine(folder, "run.db");
        if (!File.Exists(database))
            throw new CommandFailure(ExitCodes.Usage, $"--run {folder}: its run has not begun, there is no run.db in it.");

        var quality = QualityOptions.From(new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).Build());
        var documents = StorageFactory.CreateDocumentStore(new StorageOptions { SqlitePath = database, BlobFolder = Path.Combine(folder, "blobs") });
        using var open = documents as IDisposable;
        await documents.InitializeAsync(cancellationToken);
        return await work(new FolderInstructionDesk(documents, quality, null), marker.RunId);
    }
}
