namespace InstructEngine.Storage.Documents;

/// <summary>
/// How a listing is cut into pages. Each page is a query of its own that goes on after the last id, so that a slow reader holds
/// neither a snapshot nor a cursor open.
/// </summary>
internal static class DocumentPage
{
    public const int Documents = 256;

    /// <summary>A page of large documents ends early, so that no page takes much memory.</summary>
    public const int Characters = 4 * 1024 * 1024;
}
