namespace InstructEngine.Diffusion.Text;

/// <summary>The printable character that stands for each byte in the vocabularies of byte-level BPE (GPT-2, CLIP).</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = new char[256];

    static ByteAlphabet()
    {
        var next = (char)256;
        for (var b = 0; b < 256; b++)
        {
            var printable = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            Characters[b] = printable ? (char)b : next++;
        }
    }

    /// <summary>As many characters as there are bytes.</summary>
    public static string Write(ReadOnlySpan<byte> bytes) =>
        string.Create(bytes.Length, bytes, static (characters, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++)
                characters[i] = Characters[bytes[i]];
        });
}
