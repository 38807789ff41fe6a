using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.LanguageServer.Faults;

/// <summary>Which requests go wrong, and how: by a hash, so that the order of the requests counts for nothing.</summary>
internal static class FaultPlan
{
    /// <summary>All that may pass by itself.</summary>
    public static IReadOnlyList<Fault> Usual { get; } = [.. Enum.GetValues<Fault>().Where(fault => fault < Fault.WrongKey)];

    public static Fault? Of(ServerOptions options, ChatRequest request, int number, int visit)
    {
        if (options.Script is { } script)
            return script(number, request);

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Seed}/{request.Hash}/{visit}"));
        var draw = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
        return draw < options.FaultShare ? options.Kinds[(int)(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(4)) % options.Kinds.Count)] : null;
    }
}
