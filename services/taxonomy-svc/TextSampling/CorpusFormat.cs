namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>The form of a prompt corpus.</summary>
public enum CorpusFormat
{
    /// <summary>One prompt a line.</summary>
    Text,

    /// <summary>Comma-, semicolon-, tab- or bar-separated values, with or without a header.</summary>
    Csv,

    /// <summary>One JSON object or string a line.</summary>
    JsonLines,

    /// <summary>A text column of a Parquet file; a record's line is its row.</summary>
    Parquet,
}
