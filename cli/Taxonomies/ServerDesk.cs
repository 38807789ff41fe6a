using Google.Protobuf;
using InstructEngine.Cli.Remote;
using InstructEngine.Protos.V1;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using ReviewDecision = InstructEngine.Protos.V1.ReviewDecision;
using TaxonomyReview = InstructEngine.Protos.V1.TaxonomyReview;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The taxonomy of a cluster's run.</summary>
internal sealed class ServerDesk(Uri server, string runId) : ITaxonomyDesk
{
    private readonly RunsConnection _connection = new(server);

    public async Task<TaxonomyOutline> ReadAsync(int? version, CancellationToken cancellationToken)
    {
        var request = new ExportTaxonomyRequest { RunId = runId, Format = "json", Version = version ?? 0 };
        var file = await _connection.CallTaxonomiesAsync(client => client.ExportTaxonomyAsync(request, cancellationToken: cancellationToken).ResponseAsync, cancellationToken);
        return OutlineFile.Read(file.Data.Span, $"the taxonomy of run {runId}");
    }

    public Task<Coverage> CoverageAsync(CancellationToken cancellationToken) =>
        _connection.CallTaxonomiesAsync(client => client.GetCoverageAsync(Run(), cancellationToken: cancellationToken).ResponseAsync, cancellationToken);

    public Task<TaxonomyReview> ReviewAsync(CancellationToken cancellationToken) =>
        _connection.CallTaxonomiesAsync(client => client.GetReviewAsync(Run(), cancellationToken: cancellationToken).ResponseAsync, cancellationToken);

    public Task<TaxonomyReview> DecideAsync(ReviewDecision decision, IReadOnlyList<string> nodes, string? reason, CancellationToken cancellationToken)
    {
        var request = new DecideNodesRequest { RunId = runId, Decision = decision, Reason = reason ?? string.Empty };
        request.Nodes.AddRange(nodes);
        return _connection.CallTaxonomiesAsync(client => client.DecideNodesAsync(request, cancellationToken: cancellationToken).ResponseAsync, cancellationToken);
    }

    public Task<TaxonomyReview> EditAsync(NodeEdit edit, CancellationToken cancellationToken)
    {
        var request = new EditNodeRequest { RunId = runId, Node = edit.Node };
        if (edit.Name is not null)
            request.Name = edit.Name;
        if (edit.Definition is not null)
            request.Definition = edit.Definition;
        request.Entities.AddRange(edit.Entities ?? []);
        return _connection.CallTaxonomiesAsync(client => client.EditNodeAsync(request, cancellationToken: cancellationToken).ResponseAsync, cancellationToken);
    }

    public Task<TaxonomyReview> ImportAsync(TaxonomyOutline outline, string name, CancellationToken cancellationToken)
    {
        var request = new ImportTaxonomyRequest { RunId = runId, Name = name, Content = ByteString.CopyFrom(OutlineFile.Canonical(outline)) };
        return _connection.CallTaxonomiesAsync(client => client.ImportTaxonomyAsync(request, cancellationToken: cancellationToken).ResponseAsync, cancellationToken);
    }

    public void Dispose() => _connection.Dispose();

    private GetTaxonomyRequest Run() => new() { RunId = runId };
}
