using System.Globalization;
using Grpc.Core;
using InstructEngine.Hosting.Grpc;

namespace InstructEngine.TaxonomyService.Grpc;

/// <summary>Which part of a sorted list is asked for; its token is the position of the first item.</summary>
internal static class ListPage
{
    /// <exception cref="RpcException">The token or size is malformed.</exception>
    public static (int From, int Size) Read(string token, int size)
    {
        var from = 0;
        if (token.Length > 0 && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"page_token is '{token}': expected what the page before gave."));

        return size is >= 0 and <= Paging.MaxSize
            ? (from, size == 0 ? Paging.DefaultSize : size)
            : throw new RpcException(new Status(StatusCode.InvalidArgument, $"page_size is {size}: expected 1 to {Paging.MaxSize}, or none for {Paging.DefaultSize}."));
    }
}
