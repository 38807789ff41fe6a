using System.CommandLine;
using System.Globalization;
using InstructEngine.Hosting.Runs;

namespace InstructEngine.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class RunOptions
{
    public static Option<string?> Spec() => new("--spec") { Description = "Run spec, JSON; a key left out has the demo's value. Default: the demo spec.", HelpName = "FILE" };

    public static Option<string?> Prompts() => new("--prompts")
    {
        Description = "Prompt corpus: text (a prompt a line), CSV, JSON lines (UTF-8) or Parquet. Default: the built-in demo prompts.",
        HelpName = "FILE",
    };

    public static Option<string?> Taxonomy() => new("--taxonomy")
    {
        Description = "Taxonomy file, YAML or JSON, in the place of the spec's lexicon; 'taxonomy export' writes one.",
        HelpName = "FILE",
    };

    public static Option<long?> Seed() => new("--seed")
    {
        Description = "Seed of every random draw, over the spec's.",
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                return seed;

            result.AddError($"--seed is '{text}'; expected a whole number from 0.");
            return null;
        },
    };

    public static Option<string?> Until()
    {
        var until = new Option<string?>("--until") { Description = "End, as completed, with the taxonomy, the instructions or the dataset, over the spec's.", HelpName = string.Join('|', RunEnds.All) };
        until.AcceptOnlyFromAmong([.. RunEnds.All]);
        return until;
    }

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Option<Uri> Server(bool required = true)
    {
        var server = new Option<Uri>("--server")
        {
            Description = "gRPC address of taxonomy-svc, e.g. http://localhost:8201.",
            HelpName = "URL",
            Required = required,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                    return uri;

                result.AddError($"--server is '{text}'; expected an address such as http://localhost:8201.");
                return null;
            },
        };
        return server;
    }

    public static Argument<string> RunId() => new("RUNID") { Description = "The run's id, as submit printed it." };
}
