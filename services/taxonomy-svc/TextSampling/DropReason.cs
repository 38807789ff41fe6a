namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Why a record of the corpus is not among the prompts kept.</summary>
internal enum DropReason
{
    TooShort,
    TooLong,

    /// <summary>Not UTF-8, or marked as damaged by the replacement character.</summary>
    InvalidEncoding,

    /// <summary>A JSON line that cannot be read or names no prompt.</summary>
    Malformed,

    Duplicate,
    NearDuplicate,

    /// <summary>Beyond the number of distinct prompts that are compared with each other.</summary>
    OverCapacity,

    /// <summary>Plainly of another language than the one asked for.</summary>
    OtherLanguage,
}
