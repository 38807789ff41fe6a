using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.TextSampling;
using MassTransit;
using RunState = InstructEngine.Hosting.Runs.RunState;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Checks, stores and starts a run.</summary>
internal sealed class RunSubmission(RunDirectory runs, IBlobStore blobs, IBus bus, TimeProvider time)
{
    private const int MaxNameLength = 200;
    private const string DemoSuite = "demo";

    /// <exception cref="SpecException">The spec is wrong.</exception>
    /// <exception cref="RpcException">The corpus or its name is.</exception>
    public async Task<RunDocument> SubmitAsync(SubmitRunRequest request, CancellationToken cancellationToken)
    {
        var spec = string.IsNullOrWhiteSpace(request.SpecJson) ? RunSpecReader.Demo() : RunSpecReader.Parse(request.SpecJson, "spec_json");
        var name = request.CorpusName.Length > 0 ? request.CorpusName : request.HasCorpus ? "uploaded prompts" : "built-in demo prompts";
        CheckCorpus(request, name);
        spec = await WithTaxonomyAsync(spec, request, cancellationToken);
        spec = await WithSuiteAsync(spec, request, cancellationToken);
        var corpus = request.HasCorpus ? await blobs.PutAsync(request.Corpus.Memory, cancellationToken) : null;
        var run = new RunDocument(RunIds.For(spec, corpus?.Sha256), spec, corpus, name, time.GetUtcNow(), RunState.Running);
        if (!await runs.InsertAsync(run, cancellationToken))
        {
            if (await runs.FindAsync(run.RunId, cancellationToken) is { } stored && RunIds.Difference(stored.Spec, spec) is { } difference)
                throw new RpcException(new Status(StatusCode.FailedPrecondition, $"Run {run.RunId} cannot be asked for so. {difference} Give the spec another name or seed."));

            // A run that failed or was cancelled goes on: its id follows from its inputs, so there is no other way to try it again.
            await runs.ReopenAsync(run.RunId, cancellationToken);
            run = await runs.FindAsync(run.RunId, cancellationToken) ?? run;
        }

        // Also when the run was there: a message lost with an earlier process is made up for, and all work is repeatable.
        await bus.Publish(new RunRequested(run.RunId, run.Spec, run.Corpus, run.CorpusName), cancellationToken);
        return run;
    }

    /// <summary>The spec with a taxonomy file that came along in the place of its lexicon.</summary>
    private async Task<RunSpec> WithTaxonomyAsync(RunSpec spec, SubmitRunRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasTaxonomy)
            return spec;

        try
        {
            var blob = await blobs.PutAsync(OutlineFile.Canonical(OutlineFile.Read(request.Taxonomy.Span, "taxonomy")), cancellationToken);
            return ImportReference.Into(spec, blob);
        }
        catch (OutlineException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    /// <summary>The spec with a suite that came along.</summary>
    private async Task<RunSpec> WithSuiteAsync(RunSpec spec, SubmitRunRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasSuite)
            return spec;
        if (request.Suite.Length > SuiteFile.LargestFile)
            throw Invalid($"suite has {request.Suite.Length:N0} bytes; a suite has at most {SuiteFile.LargestFile:N0}.");
        if (spec.Evaluation.Suite == DemoSuite)
            throw Invalid($"suite comes along, but evaluation.suite is \"{DemoSuite}\", which has no file; name it \"file\", or the published suite that it is.");

        try
        {
            var suite = SuiteFile.Parse(request.Suite.ToByteArray(), SuiteFile.CanonicalName, "suite");
            var blob = await blobs.PutAsync(SuiteFile.Canonical(suite), cancellationToken);
            return spec with { Evaluation = spec.Evaluation with { SuiteFile = BlobText.Of(blob) } };
        }
        catch (InvalidDataException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static void CheckCorpus(SubmitRunRequest request, string name)
    {
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
            throw Invalid($"corpus_name: expected at most {MaxNameLength} characters, none of them a control character.");
        if (!request.HasCorpus)
            return;

        try
        {
            CorpusLimits.EnsureMessageSize(request.Corpus.Length, name);
            CorpusCheck.EnsureReadable(new MemoryStream(request.Corpus.ToByteArray(), writable: false), name);
        }
        catch (CorpusException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
