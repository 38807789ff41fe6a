using InstructEngine.Cli.Folders;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.TaxonomyService;
using InstructEngine.TaxonomyService.Grpc;
using InstructEngine.TaxonomyService.Outlines;
using InstructEngine.TaxonomyService.Review;
using TaxonomyReview = InstructEngine.Protos.V1.TaxonomyReview;

namespace InstructEngine.Cli.Taxonomies;

/// <summary>The taxonomy of the run in a folder. The run's own program need not run, and may.</summary>
internal sealed class FolderDesk : ITaxonomyDesk
{
    private readonly IDocumentStore _documents;
    private readonly TaxonomyReviews _reviews;
    private readonly RunTaxonomies _taxonomies;
    private readonly string _runId;

    private FolderDesk(IDocumentStore documents, TaxonomyReviews reviews, string runId)
    {
        (_documents, _reviews, _runId) = (documents, reviews, runId);
        _taxonomies = new RunTaxonomies(documents, reviews);
    }

    /// <exception cref="CommandFailure">The folder holds no run.</exception>
    public static async Task<FolderDesk> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var marker = RunFolder.MarkerOf(folder);
        var database = Path.Combine(folder, "run.db");
        if (!File.Exists(database))
            throw new CommandFailure(ExitCodes.Usage, $"--run {folder}: its run has not begun, there is no run.db in it.");

        var options = new StorageOptions { SqlitePath = database, BlobFolder = Path.Combine(folder, "blobs") };
        var documents = StorageFactory.CreateDocumentStore(options);
        await documents.InitializeAsync(cancellationToken);
        return new(documents, new TaxonomyReviews(documents, StorageFactory.CreateBlobStore(options), TimeProvider.System), marker.RunId);
    }

    public Task<TaxonomyOutline> ReadAsync(int? version, CancellationToken cancellationToken) =>
        GuardedAsync(() => _taxonomies.OutlineAsync(_runId, version, cancellationToken));

    public async Task<Coverage> CoverageAsync(CancellationToken cancellationToken) =>
        (await GuardedAsync(() => _taxonomies.CoverageAsync(_runId, cancellationToken))).ToMessage();

    public async Task<TaxonomyReview> ReviewAsync(CancellationToken cancellationToken) =>
        (await GuardedAsync(() => _reviews.RequireAsync(_runId, cancellationToken))).ToMessage();

    public async Task<TaxonomyReview> DecideAsync(
        Protos.V1.ReviewDecision decision, IReadOnlyList<string> nodes, string? reason, CancellationToken cancellationToken)
    {
        var chosen = decision == Protos.V1.ReviewDecision.Accepted ? TaxonomyService.Review.ReviewDecision.Accepted : TaxonomyService.Review.ReviewDecision.Rejected;
        return (await GuardedAsync(() => _reviews.DecideAsync(_runId, chosen, nodes, reason, cancellationToken))).ToMessage();
    }

    public async Task<TaxonomyReview> EditAsync(NodeEdit edit, CancellationToken cancellationToken) =>
        (await GuardedAsync(() => _reviews.EditAsync(_runId, edit, null, cancellationToken))).ToMessage();

    public async Task<TaxonomyReview> ImportAsync(TaxonomyOutline outline, string name, CancellationToken cancellationToken) =>
        (await GuardedAsync(() => _reviews.ReplaceAsync(_runId, outline, name, cancellationToken))).ToMessage();

    public void Dispose() => (_documents as IDisposable)?.Dispose();

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (TaxonomyReviewException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }
}
