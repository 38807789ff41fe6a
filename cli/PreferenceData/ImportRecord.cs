using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.PreferenceData;

/// <summary><c>source.json</c> beside an imported dataset's manifest: what it was made of. Written last, so a dataset with one is whole.</summary>
/// <param name="Width">Of all images; 0 where they were left as they are.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Bad">Rows that became no pair.</param>
internal sealed record ImportRecord(string Fingerprint, int Width, int Height, int? MaxPairs, int Rows, IReadOnlyList<BadPair> Bad)
{
    public const string Name = "source.json";
}
