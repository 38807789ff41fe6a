using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;

namespace InstructEngine.Cli.Evaluation;

/// <summary>What <c>--prompts</c> names, as a spec has it.</summary>
/// <param name="File">The suite's JSON lines; null for one without file.</param>
internal sealed record EvalSuite(string Name, byte[]? File)
{
    private const string Demo = "demo";

    /// <summary>As many as a demo run compares its models by.</summary>
    private const int DemoPrompts = 256;

    /// <summary>How many prompts there are where nobody says how many to take: of the demo's suite, which never ends, 256.</summary>
    public int Prompts => File is null && Name == Demo ? DemoPrompts : int.MaxValue;

    public string? Reference => File is null ? null : BlobText.Of(new BlobReference(ContentIds.Sha256Hex(File), File.Length));

    /// <exception cref="CommandFailure">The file cannot be used; the message says why.</exception>
    public static EvalSuite Read(string prompts, string option = "--prompts")
    {
        string[] names = [Demo, .. PublishedSuite.All.Select(suite => suite.Name)];
        if (names.Contains(prompts))
            return new EvalSuite(prompts, null);

        var published = PublishedSuite.All.FirstOrDefault(suite => prompts.StartsWith(suite.Name + "=", StringComparison.Ordinal));
        var path = published is null ? prompts : prompts[(published.Name.Length + 1)..];
        if (!System.IO.File.Exists(path))
            throw new CommandFailure(ExitCodes.Usage, $"{option} is '{prompts}'; that is neither a file nor one of {string.Join(", ", names)}.");

        try
        {
            var suite = SuiteFile.Read(path);
            published?.Require(suite, path);
            return new EvalSuite(published?.Name ?? PromptSuites.File, SuiteFile.Canonical(suite));
        }
        catch (InvalidDataException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{option}: {exception.Message}", exception);
        }
    }

    public async Task StoreAsync(IBlobStore blobs, CancellationToken cancellationToken)
    {
        if (File is not null)
            await blobs.PutAsync(File, cancellationToken);
    }
}
