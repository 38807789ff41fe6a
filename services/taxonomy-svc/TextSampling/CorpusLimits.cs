namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>How large a prompt corpus may be.</summary>
public static class CorpusLimits
{
    /// <summary>Largest corpus file, in bytes (100 GB): it is streamed, so that only the time it takes sets a limit.</summary>
    public const long MaxBytes = 100_000_000_000;

    /// <summary>Largest corpus that is sent in one message, in bytes (100 MB).</summary>
    public const long MaxMessageBytes = 100_000_000;

    /// <summary>Largest single line or record, in bytes; a longer one is dropped as too long without being decoded.</summary>
    public const int MaxRecordBytes = 1 << 20;

    /// <summary>Distinct prompts that are compared with each other at most; of more, a seeded share is taken.</summary>
    public const int MaxPool = 200_000;

    /// <summary>As <see cref="EnsureSize"/>, for a corpus that is sent in one message.</summary>
    /// <exception cref="CorpusException">The size is 0 or over <see cref="MaxMessageBytes"/>.</exception>
    public static void EnsureMessageSize(long bytes, string corpusName)
    {
        EnsureSize(bytes, corpusName);
        if (bytes > MaxMessageBytes)
        {
            throw new CorpusException(
                corpusName, $"is {bytes:N0} bytes, over the limit of {MaxMessageBytes:N0} (100 MB) for what is sent to a server. Take a part of it, e.g. `shuf -n 500000`, or use `run`.");
        }
    }

    /// <summary>Refuses a corpus that is empty or over <see cref="MaxBytes"/>. To be called with the file's length before it is read.</summary>
    /// <exception cref="CorpusException">The size is 0 or over the limit.</exception>
    public static void EnsureSize(long bytes, string corpusName)
    {
        if (bytes == 0)
        {
            throw new CorpusException(corpusName, "is empty. Expected one prompt a line, a CSV file, JSON lines or a Parquet file.");
        }

        if (bytes > MaxBytes)
        {
            throw new CorpusException(
                corpusName, $"is {bytes:N0} bytes, over the limit of {MaxBytes:N0} (100 GB). Take a part of it, e.g. `shuf -n 1000000`.");
        }
    }
}
