using System.Text;

namespace InstructEngine.Cli.Datasets.Import;

/// <summary>What became of imported rows.</summary>
/// <param name="LeftOut">Rows that became no pair, by reason: ties among them.</param>
/// <param name="DatasetHash">Of the manifest that was written.</param>
internal sealed record ImportResult(string Folder, int Rows, int Pairs, IReadOnlyDictionary<string, int> LeftOut, string DatasetHash)
{
    public string ToTable()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Rows} rows read, {Pairs} pairs written to {Folder}");
        foreach (var (reason, count) in LeftOut)
            text.AppendLine($"  {count,8} left out: {reason}");
        text.AppendLine($"dataset {DatasetHash}");
        return text.ToString();
    }
}
