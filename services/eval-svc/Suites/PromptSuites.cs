using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.EvalService.Suites;

/// <summary>The prompts that a spec asks for.</summary>
internal sealed class PromptSuites(IBlobStore blobs, SuiteDownloads downloads)
{
    public const string File = "file";

    private readonly DemoSuite _demo = new();

    /// <exception cref="RunFailureException">There is no such suite, or its file cannot be had or used.</exception>
    public async Task<IReadOnlyList<SuitePrompt>> TakeAsync(EvaluationSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            return (await LoadAsync(spec, cancellationToken)).Take(spec.Prompts);
        }
        catch (InvalidDataException exception)
        {
            throw new RunFailureException(exception.Message, exception);
        }
    }

    private async Task<IPromptSuite> LoadAsync(EvaluationSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Suite == _demo.Name && spec.SuiteFile is null)
            return _demo;

        var published = PublishedSuite.All.FirstOrDefault(suite => suite.Name == spec.Suite);
        if (published is null && spec.Suite != File)
        {
            string[] known = [_demo.Name, .. PublishedSuite.All.Select(suite => suite.Name), File];
            throw new RunFailureException($"evaluation.suite '{spec.Suite}' is not known; expected one of {string.Join(", ", known)}.");
        }

        var suite = spec.SuiteFile is { } file ? await StoredAsync(file, cancellationToken)
            : published is not null ? SuiteFile.Parse(await downloads.ReadAsync(published, cancellationToken), published.FileName)
            : throw new RunFailureException("evaluation.suite \"file\" has no evaluation.suiteFile beside it; name the file.");
        published?.Require(suite, spec.SuiteFile is null ? published.FileName : "evaluation.suiteFile");
        return new PromptSuite(spec.Suite, suite);
    }

    private async Task<EvaluationSuite> StoredAsync(string reference, CancellationToken cancellationToken)
    {
        var blob = BlobText.Parse(reference)
            ?? throw new RunFailureException($"evaluation.suiteFile '{reference}' is no blob; expected sha256:HASH:SIZE. The command line stores a file and names it so.");
        try
        {
            return SuiteFile.Parse(await blobs.ReadAsync(blob, cancellationToken), SuiteFile.CanonicalName, "evaluation.suiteFile");
        }
        catch (BlobNotFoundException exception)
        {
            throw new RunFailureException($"The suite that evaluation.suiteFile names is not stored: {exception.Message}", exception);
        }
    }
}
