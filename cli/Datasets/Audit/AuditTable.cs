using System.Text;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>What an audit found, for a terminal.</summary>
internal static class AuditTable
{
    public static string Of(AuditReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{report.Pairs} pairs of {report.Source}{(report.DatasetHash is { } hash ? $", dataset {hash}" : "")}");
        foreach (var (reason, count) in report.Refused)
            text.AppendLine($"  {count,8} rows are no pairs: {reason}");
        text.AppendLine($"  {"dimension",-20}{"pairs",8}{"own fit",9}{"crossed",9}{"agree",9}{"against",9}{"ties",8}{"near dup.",11}");
        foreach (var dimension in report.Dimensions)
        {
            var fit = dimension.Checked ?? dimension.Recorded;
            var figures = fit is null
                ? $"{"not checked",44}"
                : $"{fit.OwnFit,9:0.000}{fit.CrossedFit,9:0.000}{fit.Agreement,9:0.0 %}{fit.Disagreement,9:0.0 %}{fit.Ties,8:0.0 %}";
            text.AppendLine($"  {dimension.Name,-20}{dimension.Pairs,8}{figures}{dimension.NearDuplicateRate,11:0.00 %}");
        }

        text.AppendLine($"near duplicates {report.NearDuplicates} ({report.NearDuplicateRate:0.00 %}), images in more than one pair {report.RepeatedImages}");
        if (report.Suite is { } suite)
            text.AppendLine($"overlap with the {suite.Prompts} prompts of {suite.File}: {suite.Overlaps}");
        var coverage = report.Coverage;
        text.AppendLine($"leaves {coverage.Covered} of {coverage.Leaves}, pairs a leaf {coverage.Least} to {coverage.Most}, median {coverage.Median:0.#}");
        return text.ToString();
    }
}
