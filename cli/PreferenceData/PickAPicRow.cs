namespace InstructEngine.Cli.PreferenceData;

/// <summary>A row of a Pick-a-Pic file, as it stands there.</summary>
/// <param name="Id">File and row, for people to find it.</param>
/// <param name="OtherCaption">The instruction of <paramref name="Image1"/>, where the file has two; else null.</param>
/// <param name="Image0">An encoded image.</param>
/// <param name="Label0">1 where image 0 was preferred, 0 where image 1 was, 0.5 for a tie.</param>
/// <param name="HasLabel">Whether somebody compared the two.</param>
/// <param name="ManifestLine">The pair that the row was exported from, as its manifest has it; null in data of others.</param>
internal sealed record PickAPicRow(
    string Id, string? Caption, string? OtherCaption, byte[]? Image0, byte[]? Image1, double? Label0, double? Label1, bool HasLabel, string? Model0, string? Model1,
    string? ManifestLine = null);
