using System.Text;

namespace InstructEngine.Demo.Tokens;

/// <summary>The visible sign that stands for each byte in a byte-level vocabulary, in the order of CLIP's and GPT-2's vocabularies.</summary>
internal static class ByteSymbols
{
    private static readonly (byte Value, char Symbol)[] Table = [.. Build()];

    private static readonly char[] ByValue = Index();

    /// <summary>The 256 signs in vocabulary order: bytes that print stand first and for themselves.</summary>
    internal static IEnumerable<string> InOrder => Table.Select(entry => entry.Symbol.ToString());

    internal static IEnumerable<string> Of(string word) => Encoding.UTF8.GetBytes(word).Select(value => ByValue[value].ToString());

    private static IEnumerable<(byte Value, char Symbol)> Build()
    {
        for (var value = 0; value < 256; value++)
        {
            if (Prints(value))
            {
                yield return ((byte)value, (char)value);
            }
        }

        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            if (!Prints(value))
            {
                yield return ((byte)value, (char)next++);
            }
        }
    }

    private static bool Prints(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private static char[] Index()
    {
        var symbols = new char[256];
        foreach (var (value, symbol) in Table)
        {
            symbols[value] = symbol;
        }

        return symbols;
    }
}
