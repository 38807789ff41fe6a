using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>The printable character that stands for each byte in the vocabularies of byte-level BPE (GPT-2, CLIP).</summary>
internal static class ByteAlphabet
{
    private static readonly Dictionary<char, byte> Bytes = [];

    static ByteAlphabet()
    {
        var next = (char)256;
        for (var b = 0; b < 256; b++)
        {
            var printable = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            Characters[b] = printable ? (char)b : next++;
            Bytes[Characters[b]] = (byte)b;
        }
    }

    public static char[] Characters { get; } = new char[256];

    /// <summary>The text behind such characters; a cut code point reads as U+FFFD.</summary>
    public static string Decode(string characters) =>
        Encoding.UTF8.GetString([.. characters.Where(Bytes.ContainsKey).Select(c => Bytes[c])]);
}
