using Grpc.Core;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Hosting.Grpc;

/// <summary>A page of documents in the order of their ids.</summary>
/// <param name="NextPageToken">The token of the page after; empty on the last one.</param>
public sealed record DocumentPage<T>(IReadOnlyList<T> Items, string NextPageToken)
    where T : class;

/// <summary>Cuts listings into pages. A page's token is the id of the last document before it.</summary>
public static class Paging
{
    public const int DefaultSize = 100;

    public const int MaxSize = 1000;

    /// <exception cref="RpcException">The page size or token is malformed.</exception>
    public static async Task<DocumentPage<T>> PageAsync<T>(
        this IAsyncEnumerable<VersionedDocument<T>> documents, int size, string token, CancellationToken cancellationToken)
        where T : class
    {
        if (size is < 0 or > MaxSize)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"page_size is {size}: expected 1 to {MaxSize}, or none for {DefaultSize}."));
        if (token.Length > 0)
            RunRequests.RequireId(token, "page_token");

        var wanted = size == 0 ? DefaultSize : size;
        var found = await documents.Where(document => string.CompareOrdinal(document.Id, token) > 0).Take(wanted + 1).ToListAsync(cancellationToken);
        var page = found.Take(wanted).ToList();
        return new([.. page.Select(document => document.Value)], found.Count > wanted ? page[^1].Id : string.Empty);
    }
}
