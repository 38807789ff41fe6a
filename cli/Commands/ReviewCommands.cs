using System.CommandLine;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Remote;
using InstructEngine.Cli.Taxonomies;
using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Review;
using ReviewDecision = InstructEngine.Protos.V1.ReviewDecision;

namespace InstructEngine.Cli.Commands;

/// <summary>What a person decides on a taxonomy in review.</summary>
internal static class ReviewCommands
{
    private const string Nodes = "A theme, Theme/Subtopic, a subtopic's name where only one has it, or an id.";

    public static Command Status()
    {
        var (desk, json) = (new DeskOptions(runNeeded: true), RunOptions.Json("Print JSON."));
        var command = new Command("status", "Says how far the review of a taxonomy is.") { desk.Run, desk.Server, json };
        command.SetAction(async (parsed, stop) =>
        {
            var review = await desk.UseAsync(parsed, open => open.ReviewAsync(stop), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? RunText.AsJson(review) : ReviewTable.Of(review));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Accept() => Decide("accept", "Accepts nodes of a taxonomy in review: those named, or all that are still open.", ReviewDecision.Accepted, ArgumentArity.ZeroOrMore);

    public static Command Reject() => Decide("reject", "Rejects nodes of a taxonomy in review: the run leaves them out.", ReviewDecision.Rejected, ArgumentArity.OneOrMore);

    public static Command Edit()
    {
        var node = new Argument<string>("NODE") { Description = Nodes };
        var name = new Option<string?>("--name") { Description = "Its new name.", HelpName = "TEXT" };
        var definition = new Option<string?>("--definition") { Description = "Its new definition.", HelpName = "TEXT" };
        var entities = new Option<string?>("--entities") { Description = "A subtopic's new entities, separated by semicolons.", HelpName = "TEXT" };
        var desk = new DeskOptions(runNeeded: true);
        var command = new Command("edit", "Changes one theme or subtopic of a taxonomy in review, and with that makes a new version.") { node, name, definition, entities, desk.Run, desk.Server };
        command.SetAction(async (parsed, stop) =>
        {
            var edit = new NodeEdit(parsed.GetRequiredValue(node), parsed.GetValue(name), parsed.GetValue(definition), parsed.GetValue(entities)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            if (edit is { Name: null, Definition: null, Entities: null })
                throw new CommandFailure(ExitCodes.Usage, "Name at least one of --name, --definition and --entities.");

            var review = await desk.UseAsync(parsed, open => open.EditAsync(edit, stop), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(ReviewTable.Of(review));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Decide(string name, string description, ReviewDecision decision, ArgumentArity arity)
    {
        var nodes = new Argument<string[]>("NODE") { Description = Nodes, Arity = arity };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the decision.", HelpName = "TEXT" };
        var desk = new DeskOptions(runNeeded: true);
        var command = new Command(name, description) { nodes, reason, desk.Run, desk.Server };
        command.SetAction(async (parsed, stop) =>
        {
            var review = await desk.UseAsync(parsed, open => open.DecideAsync(decision, parsed.GetValue(nodes) ?? [], parsed.GetValue(reason), stop), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(ReviewTable.Of(review));
            return ExitCodes.Ok;
        });
        return command;
    }
}
