using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using InstructEngine.Cli.Embedded;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;
using InstructEngine.Storage;

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
        var seed = RunOptions.Seed();
        var until = RunOptions.Until();
        var json = RunOptions.Json("Print the run as JSON instead of its id.");
        var command = new Command("submit", Description) { server, spec, prompts, seed, until, json };
        command.SetAction(async (parsed, stop) =>
        {
            var inputs = RunInputs.Read(parsed.GetValue(spec), parsed.GetValue(prompts), parsed.GetValue(seed), parsed.GetValue(until));
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
            request.Corpus = UnsafeByteOperations.UnsafeWrap(corpus);
        return request;
    }
}
