using System.Text;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using MassTransit;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Reads a run's taxonomy, and takes what people decide on it.</summary>
internal sealed class TaxonomyQueries(RunDirectory runs, IDocumentStore documents, RunTaxonomies taxonomies, TaxonomyReviews reviews, IBus bus)
    : Taxonomies.TaxonomiesBase
{
    private const int MaxReason = 1000, MaxName = 200;

    public override async Task<Protos.V1.RunTaxonomy> GetTaxonomy(GetTaxonomyRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var run = await runs.RequireAsync(request.RunId, stop);
        var message = new Protos.V1.RunTaxonomy { RunId = run.RunId };
        await foreach (var theme in documents.ListAsync<ThemeExpanded>(Collections.Themes, run.RunId, stop))
            message.Themes.Add(ToMessage(theme.Value));

        await foreach (var end in documents.ListAsync<TaxonomyCompleted>(Collections.Taxonomies, run.RunId, stop))
        {
            message.Completed = true;
            message.Leaves = end.Value.Leaves;
            message.OutsideLeaves = end.Value.OutsideLeaves;
            message.ExpectedTriples = end.Value.ExpectedTriples;
        }

        return message;
    }

    public override async Task<HttpBody> ExportTaxonomy(ExportTaxonomyRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        if (request.Format is not ("" or "yaml" or "json"))
            throw Invalid($"format is '{request.Format}': expected yaml or json.");

        var outline = await GuardedAsync(() => taxonomies.OutlineAsync(request.RunId, request.Version == 0 ? null : request.Version, context.CancellationToken));
        var isJson = request.Format == "json";
        return new HttpBody
        {
            ContentType = isJson ? "application/json" : "application/yaml",
            Data = ByteString.CopyFrom(isJson ? OutlineFile.WriteJson(outline) : OutlineFile.WriteYaml(outline), Encoding.UTF8),
        };
    }

    public override async Task<Protos.V1.Coverage> GetCoverage(GetTaxonomyRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        return (await GuardedAsync(() => taxonomies.CoverageAsync(request.RunId, context.CancellationToken))).ToMessage();
    }

    public override async Task<Protos.V1.TaxonomyReview> GetReview(GetTaxonomyRequest request, ServerCallContext context)
    {
        await runs.RequireAsync(request.RunId, context.CancellationToken);
        return (await GuardedAsync(() => reviews.RequireAsync(request.RunId, context.CancellationToken))).ToMessage();
    }

    public override async Task<Protos.V1.TaxonomyReview> DecideNodes(DecideNodesRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        if (request.Reason.Length > MaxReason)
            throw Invalid($"reason has {request.Reason.Length} characters: expected at most {MaxReason}.");

        Review.ReviewDecision? decision = request.Decision switch
        {
            Protos.V1.ReviewDecision.Accepted => Review.ReviewDecision.Accepted,
            Protos.V1.ReviewDecision.Rejected => Review.ReviewDecision.Rejected,
            Protos.V1.ReviewDecision.Open => null,
            _ => throw Invalid("decision is missing: expected ACCEPTED, REJECTED or OPEN."),
        };
        return await GoOnAsync(
            run, await GuardedAsync(() => reviews.DecideAsync(run.RunId, decision, request.Nodes, request.Reason, context.CancellationToken, request.Seen)), context);
    }

    public override async Task<Protos.V1.TaxonomyReview> EditNode(EditNodeRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        var edit = new NodeEdit(
            request.Node, request.HasName ? request.Name : null, request.HasDefinition ? request.Definition : null, request.Entities.Count > 0 ? [.. request.Entities] : null);
        if (edit is { Name: null, Definition: null, Entities: null })
            throw Invalid("name, definition and entities are missing: expected at least one of them.");

        var seen = request.Seen.Length > 0 ? request.Seen : null;
        return await GoOnAsync(run, await GuardedAsync(() => reviews.EditAsync(run.RunId, edit, seen, context.CancellationToken)), context);
    }

    public override async Task<Protos.V1.TaxonomyReview> ImportTaxonomy(ImportTaxonomyRequest request, ServerCallContext context)
    {
        var run = await runs.RequireAsync(request.RunId, context.CancellationToken);
        if (request.Name.Length > MaxName || request.Name.Any(char.IsControl))
            throw Invalid($"name: expected at most {MaxName} characters, none of them a control character.");

        var name = request.Name.Length > 0 ? request.Name : "the imported file";
        return await GoOnAsync(
            run,
            await GuardedAsync(() => reviews.ReplaceAsync(run.RunId, OutlineFile.Read(request.Content.Span, name), name, context.CancellationToken)),
            context);
    }

    /// <summary>Once all is decided, the run that waited for it goes on.</summary>
    private async Task<Protos.V1.TaxonomyReview> GoOnAsync(RunDocument run, Review.TaxonomyReview review, ServerCallContext context)
    {
        if (review.IsComplete && await runs.ResumeAsync(run.RunId, context.CancellationToken))
            await bus.Publish(new RunRequested(run.RunId, run.Spec, run.Corpus, run.CorpusName), context.CancellationToken);

        return review.ToMessage();
    }

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (TaxonomyReviewException exception)
        {
            throw new RpcException(new Status(exception.IsConflict ? StatusCode.Aborted : StatusCode.FailedPrecondition, exception.Message));
        }
        catch (OutlineException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));

    private static Theme ToMessage(ThemeExpanded theme)
    {
        var message = new Theme { ThemeId = theme.ThemeId, Name = theme.Name, Definition = theme.Definition };
        foreach (var leaf in theme.Subtopics)
        {
            var subtopic = new Protos.V1.Subtopic
            {
                LeafId = leaf.LeafId,
                Name = leaf.Name,
                OutsideWorld = leaf.OutsideWorld ?? string.Empty,
                Definition = leaf.Definition ?? string.Empty,
                Source = leaf.Source ?? string.Empty,
            };
            subtopic.Entities.AddRange(leaf.Entities);
            message.Subtopics.Add(subtopic);
        }

        message.Evidence.AddRange(theme.Evidence.Select(prompt => new Protos.V1.PromptEvidence { Line = prompt.Line, Text = prompt.Text }));
        return message;
    }
}
