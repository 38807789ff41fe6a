using System.Globalization;
using System.Text;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>One vote a line (RFC 4180, with a header).</summary>
internal static class VotesCsv
{
    public static string Write(IEnumerable<ExportedVote> votes)
    {
        var csv = new StringBuilder("annotator,prompt_index,prompt,category,image,criterion,preferred,aligned_left,at\r\n");
        foreach (var vote in votes)
        {
            csv.AppendJoin(
                ',',
                Text(vote.Annotator),
                vote.PromptIndex.ToString(CultureInfo.InvariantCulture),
                Text(vote.Prompt),
                Text(vote.Category ?? ""),
                vote.Image.ToString(CultureInfo.InvariantCulture),
                vote.Criterion.ToString().ToLowerInvariant(),
                vote.Preferred.ToString().ToLowerInvariant(),
                vote.AlignedLeft ? "true" : "false",
                vote.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)).Append("\r\n");
        }

        return csv.ToString();
    }

    /// <summary>Spreadsheets take a text that begins like a formula for one; an apostrophe before it makes it text, as they themselves write it.</summary>
    private static string Text(string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
