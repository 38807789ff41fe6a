using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;
using InstructEngine.Storage;
using InstructEngine.TaxonomyService.TextSampling;

namespace InstructEngine.Cli.Commands;

/// <summary><c>submit</c>: asks a cluster for a run.</summary>
internal static class SubmitCommand
{
    private const string Description =
        """
        Asks a cluster for a run and prints its id. The same spec, seed and prompts give the same run: submitting again wakes it where it stopped.

        Examples:
          instructengine submit --server http://localhost:8201
          instructengine watch $(instructengine submit --server http://localhost:8201 --seed 7) --server http://localhost:8201 --out result
        """;

    public static Command Create()
    {
        var server = RunOptions.Server();
        var spec = RunOptions.Spec();
        var prompts = RunOptions.Prompts();
        var taxonomy = RunOptions.Taxonomy();
        var seed = RunOptions.Seed();
        var until = RunOptions.Until();
        var json = RunOptions.Json("Print the run as JSON instead of its id.");
        var command = new Command("submit", Description) { server, spec, prompts, taxonomy, seed, until, json };
        command.SetAction(async (parsed, stop) =>
        {
            var inputs = RunInputs.Read(parsed.GetValue(spec), parsed.GetValue(prompts), parsed.GetValue(seed), parsed.GetValue(until), parsed.GetValue(taxonomy));
            using var connection = new RunsConnection(parsed.GetRequiredValue(server));
            var run = await connection.CallAsync(client => client.SubmitAsync(RequestOf(inputs), cancellationToken: stop).ResponseAsync, stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? RunText.AsJson(run) : run.RunId + "\n");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static SubmitRunRequest RequestOf(RunInputs inputs)
    {
        var request = new SubmitRunRequest { SpecJson = JsonSerializer.Serialize(inputs.Spec, StorageJson.Options), CorpusName = inputs.CorpusName };
        if (inputs.Corpus is { } corpus)
        {
            if (corpus.Blob.Size > CorpusLimits.MaxMessageBytes)
            {
                throw new CommandFailure(
                    ExitCodes.Usage,
                    $"--prompts {corpus.Path} has {corpus.Blob.Size:N0} bytes; at most {CorpusLimits.MaxMessageBytes:N0} (100 MB) are sent to a server. Take a part of it, e.g. `shuf -n 500000`, or use `run`.");
            }

            request.Corpus = UnsafeByteOperations.UnsafeWrap(InputFile.ReadAll(corpus.Path, "--prompts"));
        }

        if (inputs.Suite?.File is { } suite)
            request.Suite = UnsafeByteOperations.UnsafeWrap(suite);
        if (inputs.Taxonomy is { } taxonomy)
            request.Taxonomy = UnsafeByteOperations.UnsafeWrap(taxonomy);
        return request;
    }
}
