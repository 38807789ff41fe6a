namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Tells UTF-8 text from what is not, before anything is decoded.</summary>
internal static class CorpusEncoding
{
    /// <summary>How much of a file's start is looked at, in bytes.</summary>
    public const int Inspected = 64 * 1024;

    // Text holds tabs and line ends but hardly any other control byte; compressed or compiled data is about one ninth of them.
    private const double MaxControlShare = 0.02;

    // One stray control character in a short file is no proof; a zero byte, which text never needs, says more.
    private const int MinControls = 8, ZeroByteWeight = 4;

    private static readonly (byte[] Magic, string Kind)[] KnownBinaries =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ([0x1F, 0x8B], "a gzip archive; unpack it first (gunzip)"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive; unpack it first (unzstd)"),
        ("BZh"u8.ToArray(), "a bzip2 archive; unpack it first (bunzip2)"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "an xz archive; unpack it first (unxz)"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive or an office document; unpack it or export it as CSV"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
    ];

    /// <summary>Whether these are the first bytes of a Parquet file.</summary>
    public static bool IsParquet(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8);

    /// <param name="bytes">The first bytes of the file, <see cref="Inspected"/> of them or all.</param>
    /// <returns>Length of its UTF-8 byte order mark: 3 or 0.</returns>
    /// <exception cref="CorpusException">The content is binary, or in an encoding other than UTF-8.</exception>
    public static int RequireUtf8(ReadOnlySpan<byte> bytes, string corpusName)
    {
        if (WideEncoding(bytes) is { } wide)
        {
            throw new CorpusException(
                corpusName, $"is {wide} text; expected UTF-8. Convert it, e.g. `iconv -f {wide} -t UTF-8 IN > OUT`.");
        }

        foreach ((var magic, var kind) in KnownBinaries)
        {
            if (bytes.StartsWith(magic))
            {
                throw Binary(corpusName, kind);
            }
        }

        if (IsMostlyControl(bytes[..Math.Min(bytes.Length, Inspected)]))
        {
            throw Binary(corpusName, "binary data");
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }

    private static CorpusException Binary(string corpusName, string kind) =>
        new(corpusName, $"is {kind}. Expected UTF-8 text (one prompt a line, a CSV file or JSON lines) or a Parquet file.");

    private static string? WideEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return "UTF-32";
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return "UTF-16";
        }

        // Without a mark: every second byte of Latin text is zero, and none of the others.
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length & ~1, Inspected)];
        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            evenZeros += head[i] == 0 ? 1 : 0;
            oddZeros += head[i + 1] == 0 ? 1 : 0;
        }

        var most = head.Length / 2 * 6 / 10;
        return head.Length < 4 ? null
            : oddZeros >= most && evenZeros == 0 ? "UTF-16LE"
            : evenZeros >= most && oddZeros == 0 ? "UTF-16BE"
            : null;
    }

    private static bool IsMostlyControl(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var value in bytes)
        {
            controls += value switch
            {
                0 => ZeroByteWeight,
                (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1B => 0,
                < 0x20 or 0x7F => 1,
                _ => 0,
            };
        }

        return controls >= MinControls && controls > MaxControlShare * bytes.Length;
    }
}
