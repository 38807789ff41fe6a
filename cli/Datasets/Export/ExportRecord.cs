using InstructEngine.Contracts.V1;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary><c>export.json</c>: what an exported dataset is made of. No time or place is in it, so that the same run gives the same.</summary>
/// <param name="ContentHash">SHA-256 of <c>SHA256SUMS</c>, and by it of every file of data.</param>
/// <param name="RunId">Null where only a dataset's folder was there.</param>
/// <param name="HeldOutShare">Of the pairs, at most; whole leaves are held out.</param>
/// <param name="Dimensions">Pairs of each, by name.</param>
/// <param name="Contrasts">Pairs of each grade; empty where none is recorded.</param>
/// <param name="Renderers">Hashes of their weights, by name.</param>
/// <param name="Themes">Empty where there are no records of the run.</param>
internal sealed record ExportRecord(
    string Format,
    string ContentHash,
    string DatasetHash,
    string? RunId,
    RunSpec? Spec,
    string Licence,
    int Pairs,
    int Rows,
    double HeldOutShare,
    IReadOnlyList<ExportSplit> Splits,
    IReadOnlyDictionary<string, int> Dimensions,
    IReadOnlyDictionary<string, int> Contrasts,
    IReadOnlyDictionary<string, string> Renderers,
    IReadOnlyList<ExportTheme> Themes,
    IReadOnlyList<ExportFile> Files)
{
    public const string Name = "export.json";

    public long Bytes => Files.Sum(file => file.Size);
}

internal sealed record ExportSplit(string Name, int Leaves, int Pairs, int Rows);

internal sealed record ExportTheme(string Name, int Pairs, IReadOnlyDictionary<string, int> Subtopics);

/// <param name="Path">Below the export's folder, with forward slashes.</param>
internal sealed record ExportFile(string Path, long Size, string Sha256);
