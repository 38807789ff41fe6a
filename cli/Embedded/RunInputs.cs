using System.Text;
using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Content;
using InstructEngine.TaxonomyService.TextSampling;

namespace InstructEngine.Cli.Embedded;

/// <summary>What a run is made of, read and checked before anything starts.</summary>
/// <param name="Corpus">The prompt file's bytes; null for the built-in corpus.</param>
internal sealed record RunInputs(RunSpec Spec, byte[]? Corpus, string CorpusName)
{
    private const string BuiltInCorpus = "built-in demo prompts";

    public string? CorpusSha256 { get; } = Corpus is null ? null : ContentIds.Sha256Hex(Corpus);

    public string RunId => RunIds.For(Spec, CorpusSha256);

    public RunMarker ToMarker(DateTimeOffset now) => new(RunId, Spec, CorpusName, CorpusSha256, now);

    /// <exception cref="CommandFailure">A file cannot be used; the message says why.</exception>
    public static RunInputs Read(string? specFile, string? promptsFile, long? seed, string? until = null)
    {
        var spec = specFile is null ? RunSpecReader.Demo() : ReadSpec(specFile);
        if (seed is { } chosen)
            spec = spec with { Seed = chosen };
        if (until is not null)
            spec = spec with { Until = until };
        return promptsFile is null
            ? new RunInputs(spec, null, BuiltInCorpus)
            : new RunInputs(spec, ReadPrompts(promptsFile), Path.GetFileName(promptsFile));
    }

    private static RunSpec ReadSpec(string file)
    {
        var length = LengthOf(file, "--spec");
        if (length > RunSpecReader.MaxLength)
            throw new CommandFailure(ExitCodes.Usage, $"--spec {file} has {length:N0} bytes; a run spec is a JSON file of at most {RunSpecReader.MaxLength:N0}.");

        try
        {
            return RunSpecReader.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(ReadAll(file, "--spec")), file);
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

    private static byte[] ReadPrompts(string file)
    {
        try
        {
            // The size first: a huge file is refused before it is read.
            CorpusLimits.EnsureSize(LengthOf(file, "--prompts"), file);
            var content = ReadAll(file, "--prompts");
            CorpusCheck.EnsureReadable(content, file);
            return content;
        }
        catch (CorpusException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }

    private static long LengthOf(string file, string option)
    {
        if (Directory.Exists(file))
            throw new CommandFailure(ExitCodes.Usage, $"{option} {file} is a folder; name a file.");

        var info = new FileInfo(file);
        return info.Exists ? info.Length : throw new CommandFailure(ExitCodes.Usage, $"{option} {file} does not exist.");
    }

    private static byte[] ReadAll(string file, string option)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{option} {file} cannot be read: {exception.Message}", exception);
        }
    }
}
