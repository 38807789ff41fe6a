using System.Text;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>What was exported, for a terminal.</summary>
internal static class ExportTable
{
    public static string Of(ExportRecord record)
    {
        var text = new StringBuilder();
        text.AppendLine($"{record.Format}: {record.Pairs} pairs, {record.Rows} rows, {record.Files.Count} files of data");
        text.AppendLine($"  {"split",-8}{"leaves",8}{"pairs",9}{"rows",9}");
        foreach (var split in record.Splits)
            text.AppendLine($"  {split.Name,-8}{split.Leaves,8}{split.Pairs,9}{split.Rows,9}");
        text.AppendLine($"dataset {record.DatasetHash}");
        text.AppendLine($"content {record.ContentHash}");
        return text.ToString();
    }
}
