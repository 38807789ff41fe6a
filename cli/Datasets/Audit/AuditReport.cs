namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>What an audit found.</summary>
/// <param name="DatasetHash">Null for Parquet.</param>
/// <param name="Refused">Rows of Parquet that are no pairs, by reason.</param>
/// <param name="RepeatedImages">Images that stand in more than one pair, counted with each.</param>
/// <param name="Suite">Null where no suite was named.</param>
internal sealed record AuditReport(
    string Source,
    string? DatasetHash,
    int Pairs,
    IReadOnlyDictionary<string, int> Refused,
    IReadOnlyList<DimensionFigures> Dimensions,
    int NearDuplicates,
    double NearDuplicateRate,
    int RepeatedImages,
    SuiteFigures? Suite,
    CoverageFigures Coverage);

/// <summary>One dimension of contrast.</summary>
/// <param name="Recorded">What the run's own check found when the pairs were made; null where that is not recorded.</param>
/// <param name="Checked">What the demo world's checker reads from the pictures now; null for pictures of another world.</param>
/// <param name="NearDuplicates">Pairs whose instructions say nearly the same as an earlier pair's, of any dimension.</param>
internal sealed record DimensionFigures(string Name, int Pairs, FitFigures? Recorded, FitFigures? Checked, int NearDuplicates, double NearDuplicateRate);

/// <param name="Overlaps">Instructions that are, or are nearly, one of its prompts: must be 0.</param>
/// <param name="Examples">The first of them.</param>
internal sealed record SuiteFigures(string File, int Prompts, int Overlaps, IReadOnlyList<SuiteMatch> Examples);

internal sealed record SuiteMatch(string TripleId, string Instruction, string Prompt);

/// <summary>How the pairs spread over the leaves.</summary>
/// <param name="Leaves">Leaves of the taxonomy that can be drawn; where it is not known, those that have pairs.</param>
/// <param name="Covered">Leaves with a pair or more.</param>
/// <param name="Least">Pairs of the leaf with the fewest.</param>
/// <param name="Missing">Leaves without a pair, by name.</param>
internal sealed record CoverageFigures(int Leaves, int Covered, int Least, double Median, int Most, IReadOnlyList<string> Missing, IReadOnlyList<ThemeCoverage> Themes);

internal sealed record ThemeCoverage(string Name, int Leaves, int Covered, int Pairs);
