using System.Text;
using InstructEngine.Cli.Evaluation;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Taxonomies;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;
using InstructEngine.TaxonomyService.Outlines;

namespace InstructEngine.Cli.Embedded;

/// <summary>What a run is made of, read and checked before anything starts.</summary>
/// <param name="Corpus">The prompt file; null for the built-in corpus.</param>
/// <param name="Suite">The file of evaluation prompts that the spec names; null for none.</param>
/// <param name="Taxonomy">A taxonomy file in its canonical form, which the spec names; null for none.</param>
internal sealed record RunInputs(RunSpec Spec, CorpusFile? Corpus, string CorpusName, byte[]? Taxonomy = null, EvalSuite? Suite = null)
{
    private const string BuiltInCorpus = "built-in demo prompts";

    public string? CorpusSha256 => Corpus?.Blob.Sha256;

    public string RunId => RunIds.For(Spec, CorpusSha256);

    public RunMarker ToMarker(DateTimeOffset now) => new(RunId, Spec, CorpusName, CorpusSha256, now);

    /// <exception cref="CommandFailure">A file cannot be used; the message says why.</exception>
    public static RunInputs Read(string? specFile, string? promptsFile, long? seed, string? until = null, string? taxonomyFile = null)
    {
        var spec = specFile is null ? RunSpecReader.Demo() : ReadSpec(specFile);
        if (seed is { } chosen)
            spec = spec with { Seed = chosen };
        if (until is not null)
            spec = spec with { Until = until };

        (spec, var taxonomy) = TaxonomyOf(spec, specFile, taxonomyFile);
        (spec, var suite) = SuiteOf(spec, specFile);
        return promptsFile is null
            ? new RunInputs(spec, null, BuiltInCorpus, taxonomy, suite)
            : new RunInputs(spec, CorpusFile.Read(promptsFile), Path.GetFileName(promptsFile), taxonomy, suite);
    }

    /// <summary>A taxonomy file, named on the command line or in the spec, takes the lexicon's place.</summary>
    private static (RunSpec Spec, byte[]? Taxonomy) TaxonomyOf(RunSpec spec, string? specFile, string? taxonomyFile)
    {
        var named = spec.Taxonomy.Import is { } import && BlobText.Parse(import) is null ? import : null;
        if (taxonomyFile is null && named is null)
            return (spec, null);

        var file = taxonomyFile ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(specFile!))!, named!);
        var content = OutlineFile.Canonical(TaxonomyFiles.Read(file, taxonomyFile is null ? "taxonomy.import" : "--taxonomy"));
        return (ImportReference.Into(spec, new BlobReference(ContentIds.Sha256Hex(content), content.Length)), content);
    }

    /// <summary>The file of the evaluation's prompts, beside the spec file.</summary>
    private static (RunSpec Spec, EvalSuite? Suite) SuiteOf(RunSpec spec, string? specFile)
    {
        if (spec.Evaluation.SuiteFile is not { } named || BlobText.Parse(named) is not null)
            return (spec, null);

        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(specFile!))!, named);
        var suite = EvalSuite.Read(spec.Evaluation.Suite == PromptSuites.File ? path : $"{spec.Evaluation.Suite}={path}", "evaluation.suiteFile");
        return (spec with { Evaluation = spec.Evaluation with { SuiteFile = suite.Reference } }, suite);
    }

    private static RunSpec ReadSpec(string file)
    {
        var length = InputFile.LengthOf(file, "--spec");
        if (length > RunSpecReader.MaxLength)
            throw new CommandFailure(ExitCodes.Usage, $"--spec {file} has {length:N0} bytes; a run spec is a JSON file of at most {RunSpecReader.MaxLength:N0}.");

        try
        {
            return RunSpecReader.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(InputFile.ReadAll(file, "--spec")), file);
        }
        catch (DecoderFallbackException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--spec {file} is not UTF-8 text; a run spec is a JSON file in UTF-8.", exception);
        }
        catch (SpecException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }
}
