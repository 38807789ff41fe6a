using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.Cli.Pretraining;

/// <summary>Every draw of a training comes from (seed, purpose, step), so that a resumed one draws the same.</summary>
internal static class Seeds
{
    public static long Of(long seed, string purpose, long step) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}/{step}"))) & long.MaxValue;
}
