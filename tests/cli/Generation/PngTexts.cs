using System.Buffers.Binary;
using System.Text;

namespace InstructEngine.Cli.Tests.Generation;

/// <summary>A PNG's <c>iTXt</c> chunks by keyword, read by the format's rules.</summary>
internal static class PngTexts
{
    public static Dictionary<string, string> Read(byte[] png)
    {
        var texts = new Dictionary<string, string>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "iTXt")
            {
                var fields = Encoding.Latin1.GetString(png, at + 8, length).Split('\0', 6);
                texts.Add(fields[0], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(fields[5])));
            }

            at += length + 12;
        }

        return texts;
    }
}
