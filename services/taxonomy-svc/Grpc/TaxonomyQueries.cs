using Grpc.Core;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Grpc;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Storage.Documents;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Reads a run's taxonomy.</summary>
internal sealed class TaxonomyQueries(RunDirectory runs, IDocumentStore documents) : Taxonomies.TaxonomiesBase
{
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

    private static Theme ToMessage(ThemeExpanded theme)
    {
        var message = new Theme { ThemeId = theme.ThemeId, Name = theme.Name, Definition = theme.Definition };
        foreach (var leaf in theme.Subtopics)
        {
            var subtopic = new Protos.V1.Subtopic { LeafId = leaf.LeafId, Name = leaf.Name, OutsideWorld = leaf.OutsideWorld ?? string.Empty };
            subtopic.Entities.AddRange(leaf.Entities);
            message.Subtopics.Add(subtopic);
        }

        message.Evidence.AddRange(theme.Evidence.Select(prompt => new Protos.V1.PromptEvidence { Line = prompt.Line, Text = prompt.Text }));
        return message;
    }
}
