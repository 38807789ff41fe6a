using System.Text;

namespace InstructEngine.Cli.Reviews;

/// <summary>What <c>serve</c> says once the pages are there.</summary>
internal static class ServeText
{
    public static string Of(StoredRun run, ReviewAccess access, Uri address)
    {
        var text = new StringBuilder();
        text.AppendLine($"Review pages of {run.Marker.Description}: {address}");
        text.AppendLine(access.Made is { } token
            ? $"  to review, sign in with the token         {token}"
            : $"  to review, {access.Annotators} annotator{(access.Annotators == 1 ? "" : "s")} sign in with their tokens");
        text.AppendLine(access.AdminToken is { } admin
            ? $"  to see the results, sign in with          {admin}"
            : "  to see the results, sign in with the admin's token");
        text.AppendLine("Votes are stored as they come. Ctrl-C stops.");
        return text.ToString();
    }
}
