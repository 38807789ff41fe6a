using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Remote;
using InstructEngine.Cli.Taxonomies;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Outlines;

namespace InstructEngine.Cli.Commands;

/// <summary><c>taxonomy</c>: reads, compares, exchanges and reviews taxonomies.</summary>
internal static class TaxonomyCommand
{
    private const string Description =
        """
        Reads, compares, exchanges and reviews taxonomies: the themes and subtopics that a run writes its instructions for.

        A run whose spec says "taxonomy": {"review": "required"} pauses when it has its taxonomy. Accept or reject its nodes, or export, edit and import it;
        once every node is decided, the same run command goes on. Of a cluster's run, name it by --server URL and --run ID.

        Examples:
          instructengine taxonomy export --lexicon default > mine.yaml
          instructengine run --taxonomy mine.yaml --until taxonomy --out runs/mine
          instructengine taxonomy report --run runs/mine
          instructengine taxonomy reject "Pets and farm animals/Small dogs" --run runs/mine --reason "too many dogs"
          instructengine taxonomy accept --run runs/mine
          instructengine taxonomy diff lexicon:default mine.yaml
        """;

    public static Command Create() => new("taxonomy", Description)
    {
        Export(),
        Import(),
        Diff(),
        Report(),
        ReviewCommands.Status(),
        ReviewCommands.Accept(),
        ReviewCommands.Reject(),
        ReviewCommands.Edit(),
    };

    private static Command Export()
    {
        var desk = new DeskOptions(runNeeded: false);
        var lexicon = new Option<string?>("--lexicon") { Description = $"A lexicon of the program instead of a run: {string.Join(" or ", LexiconOutlines.Names)}.", HelpName = "NAME" };
        var version = new Option<int?>("--version-number") { Description = "A version of the review, from 1. Default: the current one.", HelpName = "N" };
        var format = new Option<string>("--format") { Description = "yaml (default) or json.", HelpName = "yaml|json", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json");
        var file = new Option<string?>("--out") { Description = "File to write. Default: standard output.", HelpName = "FILE" };
        var command = new Command("export", "Writes a taxonomy as a file that people can read and edit.") { desk.Run, desk.Server, lexicon, version, format, file };
        command.Validators.Add(result =>
        {
            if (result.GetValue(desk.Run) is null == (result.GetValue(lexicon) is null))
                result.AddError("Name one of --run and --lexicon.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            var outline = parsed.GetValue(lexicon) is { } name
                ? TaxonomySource.OfLexicon(name)
                : await desk.UseAsync(parsed, open => open.ReadAsync(parsed.GetValue(version), stop), stop);
            var text = parsed.GetValue(format) == "json" ? OutlineFile.WriteJson(outline) : OutlineFile.WriteYaml(outline);
            if (parsed.GetValue(file) is { } path)
                await TextOutput.WriteAsync(path, text, stop);
            else
                await parsed.InvocationConfiguration.Output.WriteAsync(text);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "Taxonomy file, YAML or JSON." };
        var desk = new DeskOptions(runNeeded: false);
        var command = new Command("import", "Puts an edited file in the place of a taxonomy in review; without --run only checks the file.") { file, desk.Run, desk.Server };
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(file);
            var outline = TaxonomyFiles.Read(path, "FILE");
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(desk.Run) is null)
            {
                await output.WriteLineAsync($"{path} is a taxonomy of {outline.Themes.Count} themes and {outline.Leaves} subtopics.");
                return ExitCodes.Ok;
            }

            var review = await desk.UseAsync(parsed, open => open.ImportAsync(outline, Path.GetFileName(path), stop), stop);
            await output.WriteAsync(ReviewTable.Of(review));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Diff()
    {
        const string Source = "A taxonomy file, a run's folder (DIR, or DIR@2 for a version of its review), or lexicon:default.";
        var first = new Argument<string>("FIRST") { Description = Source };
        var second = new Argument<string>("SECOND") { Description = Source };
        var json = RunOptions.Json("Print JSON.");
        var command = new Command("diff", "Says what differs between two taxonomies, node by node.") { first, second, json };
        command.SetAction(async (parsed, stop) =>
        {
            var changes = OutlineDiff.Between(
                await TaxonomySource.ReadAsync(parsed.GetRequiredValue(first), stop), await TaxonomySource.ReadAsync(parsed.GetRequiredValue(second), stop));
            await parsed.InvocationConfiguration.Output.WriteAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(changes, TextOutput.Json) + "\n" : DiffText.Of(changes));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Report()
    {
        var desk = new DeskOptions(runNeeded: true);
        var json = RunOptions.Json("Print JSON.");
        var command = new Command("report", "Coverage and balance: evidence of each leaf, overlaps, what of the corpus no leaf covers.") { desk.Run, desk.Server, json };
        command.SetAction(async (parsed, stop) =>
        {
            var coverage = await desk.UseAsync(parsed, open => open.CoverageAsync(stop), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? RunText.AsJson(coverage) : CoverageTable.Of(coverage));
            return ExitCodes.Ok;
        });
        return command;
    }
}
