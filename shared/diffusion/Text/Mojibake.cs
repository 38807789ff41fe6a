using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>Undoes UTF-8 that was read as Windows-1252 ("schÃ¶n"): only where the whole text is such bytes and they are valid UTF-8.</summary>
internal static class Mojibake
{
    private const int MostLayers = 3;

    // What Windows-1252 has at 0x80 to 0x9F; a NUL where it has nothing.
    private const string Upper = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Undo(string text)
    {
        for (var layer = 0; layer < MostLayers && !Ascii.IsValid(text) && ToBytes(text) is { } bytes; layer++)
        {
            try
            {
                text = Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                break;
            }
        }

        return text;
    }

    private static byte[]? ToBytes(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var upper = text[i] == '\0' ? -1 : Upper.IndexOf(text[i], StringComparison.Ordinal);
            if (upper < 0 && text[i] > '\u00ff')
            {
                return null;
            }

            bytes[i] = upper < 0 ? (byte)text[i] : (byte)(0x80 + upper);
        }

        return bytes;
    }
}
