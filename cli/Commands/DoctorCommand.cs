using System.CommandLine;
using InstructEngine.Cli.Diagnosis;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>doctor</c>: checks what the other commands need.</summary>
internal static class DoctorCommand
{
    private const string Description =
        """
        Checks, one after the other, what runs and the cluster commands need: that libtorch loads, the disk of a run's folder, the server and its
        key, services' health, clocks, the broker and its error queues. Ends with exit code 0 only when nothing failed; what nobody named is skipped.
        The broker is where the environment says, as for `dlq`.

        Examples:
          instructengine doctor
          instructengine doctor --server http://localhost:8201 --service http://localhost:8103 --service http://localhost:8104 --json
        """;

    public static Command Create()
    {
        var server = RunOptions.Server(required: false);
        var services = new Option<Uri[]>("--service")
        {
            Description = "HTTP address of a service, e.g. http://localhost:8103; may be given again.",
            HelpName = "URL",
            CustomParser = result => [.. result.Tokens.Select(token => AddressOf(token.Value, result)).OfType<Uri>()],
        };
        var run = new Option<string>("--run") { Description = "Folder whose disk is looked at.", HelpName = "DIR", DefaultValueFactory = _ => "runs" };
        var json = RunOptions.Json("Print JSON: whether all is well, and the checks.");
        var command = new Command("doctor", Description) { server, services, run, json };
        command.SetAction(async (parsed, stop) =>
        {
            var (output, asJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var checks = new List<Check>();
            await AddAsync(await LocalChecks.LibtorchAsync(stop));
            await AddAsync(await LocalChecks.DiskAsync(parsed.GetRequiredValue(run), stop));
            await AddAsync(parsed.GetValue(server) is { } address ? [.. await ServerChecks.OfServerAsync(address, stop)] : [Check.Skipped("server", "--server names none")]);
            foreach (var service in parsed.GetValue(services) ?? [])
                await AddAsync([.. await ServerChecks.OfServiceAsync(service, stop)]);
            await AddAsync([.. await BrokerChecks.OfAsync(stop)]);
            await output.WriteAsync(asJson ? CheckText.AsJson(checks) : CheckText.Summary(checks));
            return CheckText.Passed(checks) ? ExitCodes.Ok : ExitCodes.RunFailed;

            async Task AddAsync(params Check[] found)
            {
                checks.AddRange(found);
                if (!asJson)
                    await output.WriteAsync(string.Concat(found.Select(CheckText.Of)));
            }
        });
        return command;
    }

    private static Uri? AddressOf(string text, System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return uri;

        result.AddError($"--service is '{text}'; expected an address such as http://localhost:8103.");
        return null;
    }
}
