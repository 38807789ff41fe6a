using System.CommandLine;
using InstructEngine.Cli.Instructions;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Commands;

/// <summary><c>instructions review</c>: what a person decides on triples before images are drawn for them.</summary>
internal static class InstructionReviewCommand
{
    private const string Description =
        """
        Reviews the triples of a run before images are drawn for them. A run whose spec says "instructions": {"review": "required"} pauses when all are
        written; once every one is accepted or rejected, the same run command goes on. Of a cluster's run, name it by --server URL and --run ID.

        Examples:
          instructengine instructions review status --run runs/mine
          instructengine instructions review list --run runs/mine --dimension Counterfactual --state open
          instructengine instructions review reject --run runs/mine --text "violin" --reason "too many violins"
          instructengine instructions review edit ID --preferred "A red ring on sand." --run runs/mine
          instructengine instructions review accept --all --run runs/mine
        """;

    public static Command Create() => new("review", Description)
    {
        Status(),
        List(),
        Decide("accept", "Accepts triples: those named, those that the options let through, or --all that are still open.", ReviewDecision.Accepted),
        Decide("reject", "Rejects triples: they are left out, and counted.", ReviewDecision.Rejected),
        Decide("reopen", "Takes decisions back.", ReviewDecision.Open),
        Edit(),
        Undo(),
    };

    private static Command Status()
    {
        var (desks, json) = (new InstructionDesks(), RunOptions.Json("Print JSON."));
        var command = new Command("status", "Says how far the review is.") { desks.Run, desks.Server, json };
        command.SetAction(async (parsed, stop) =>
        {
            var review = await desks.UseAsync(parsed, (desk, run) => desk.ReadAsync(run, stop), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? RunText.AsJson(review) : DraftTable.Of(review));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List()
    {
        var (desks, filter, json) = (new InstructionDesks(), new DraftOptions(), RunOptions.Json("Print JSON."));
        var count = new Option<int>("--count") { Description = "Triples at most, 1 to 1000.", DefaultValueFactory = _ => 20 };
        var skip = new Option<int>("--skip") { Description = "Triples left out before.", DefaultValueFactory = _ => 0 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
                result.AddError("--count must be from 1 to 1000.");
        });
        skip.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--skip must be 0 or more.");
        });
        var command = new Command("list", "Prints triples in review.") { desks.Run, desks.Server, count, skip, json };
        filter.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var page = await desks.UseAsync(
                parsed, (desk, run) => desk.ListAsync(new() { RunId = run, Filter = filter.Read(parsed), PageSize = parsed.GetValue(count), Skip = parsed.GetValue(skip) }, stop), stop);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteAsync(RunText.AsJson(page));
                return ExitCodes.Ok;
            }

            foreach (var draft in page.Triples)
                await output.WriteAsync(DraftTable.Of(draft));
            await output.WriteLineAsync(page.Triples.Count == 0
                ? $"None of {page.Matching} triples."
                : $"Triples {parsed.GetValue(skip) + 1} to {parsed.GetValue(skip) + page.Triples.Count} of {page.Matching}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Decide(string name, string description, ReviewDecision decision)
    {
        var (desks, filter) = (new InstructionDesks(), new DraftOptions());
        var ids = new Argument<string[]>("ID") { Description = "Ids of triples, as list prints them.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that are still open, among those that the other options let through." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the decision.", HelpName = "TEXT" };
        var command = new Command(name, description) { ids, all, reason, desks.Run, desks.Server };
        filter.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var request = new DecideTriplesRequest
            {
                Decision = decision,
                AllOpen = parsed.GetValue(all),
                Reason = parsed.GetValue(reason) ?? string.Empty,
                Filter = filter.Read(parsed),
            };
            request.TripleIds.AddRange(parsed.GetValue(ids) ?? []);
            if (request.TripleIds.Count == 0 && !request.AllOpen && request.Filter.Equals(new DraftFilter()))
                throw new CommandFailure(ExitCodes.Usage, $"Name triples by id, give a filter (--dimension, --theme, --leaf, --state, --contrast, --text), or --all: {name} needs to know which.");

            var change = await desks.UseAsync(
                parsed,
                (desk, run) =>
                {
                    request.RunId = run;
                    return desk.DecideAsync(request, stop);
                },
                stop);
            await WriteAsync(parsed, change);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Edit()
    {
        var desks = new InstructionDesks();
        var id = new Argument<string>("ID") { Description = "A triple's id, as list prints it." };
        var @base = new Option<string?>("--base") { Description = "Its new base instruction.", HelpName = "TEXT" };
        var preferred = new Option<string?>("--preferred") { Description = "Its new preferred instruction.", HelpName = "TEXT" };
        var dispreferred = new Option<string?>("--dispreferred") { Description = "Its new dispreferred instruction.", HelpName = "TEXT" };
        var command = new Command("edit", "Changes the texts of a triple, which quality control looks at again, and accepts it.") { id, @base, preferred, dispreferred, desks.Run, desks.Server };
        command.SetAction(async (parsed, stop) =>
        {
            var request = new EditTripleRequest { TripleId = parsed.GetRequiredValue(id) };
            if (parsed.GetValue(@base) is { } first)
                request.Base = first;
            if (parsed.GetValue(preferred) is { } second)
                request.Preferred = second;
            if (parsed.GetValue(dispreferred) is { } third)
                request.Dispreferred = third;
            if (!request.HasBase && !request.HasPreferred && !request.HasDispreferred)
                throw new CommandFailure(ExitCodes.Usage, "Name at least one of --base, --preferred and --dispreferred.");

            var change = await desks.UseAsync(
                parsed,
                (desk, run) =>
                {
                    request.RunId = run;
                    return desk.EditAsync(request, stop);
                },
                stop);
            await WriteAsync(parsed, change);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Undo()
    {
        var desks = new InstructionDesks();
        var id = new Argument<string>("CHANGE") { Description = "The change, as accept, reject, reopen and edit print it." };
        var command = new Command("undo", "Takes back what one accept, reject, reopen or edit did.") { id, desks.Run, desks.Server };
        command.SetAction(async (parsed, stop) =>
        {
            await WriteAsync(parsed, await desks.UseAsync(parsed, (desk, run) => desk.UndoAsync(new() { RunId = run, ChangeId = parsed.GetRequiredValue(id) }, stop), stop));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Task WriteAsync(ParseResult parsed, InstructionChange change) => parsed.InvocationConfiguration.Output.WriteAsync(
        $"Change {change.ChangeId}: {change.Changed} triples\n{string.Concat(change.Triples.Select(DraftTable.Of))}{DraftTable.Of(change.Review)}");
}
