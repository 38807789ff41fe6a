using InstructEngine.Contracts.V1;

namespace InstructEngine.EvalService.Reporting;

internal static class ReportImage
{
    public static void Write(HtmlBuilder html, IReadOnlyDictionary<string, byte[]> images, BlobReference blob, string description) =>
        html.Void(
            "img", ("src", "data:image/png;base64," + Convert.ToBase64String(images[blob.Sha256])), ("alt", description), ("class", "pixels"));
}
