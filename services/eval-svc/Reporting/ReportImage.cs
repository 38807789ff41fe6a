using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.Reporting;

internal static class ReportImage
{
    public static void Write(HtmlBuilder html, MadeData data, BlobReference blob, string description) =>
        html.Void(
            "img", ("src", "data:image/png;base64," + Convert.ToBase64String(data.Images[blob.Sha256])), ("alt", description), ("class", "pixels"));
}
