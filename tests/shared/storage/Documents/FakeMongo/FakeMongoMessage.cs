using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace InstructEngine.Shared.Tests.Storage.Documents.FakeMongo;

/// <summary>A request: OP_MSG, or the OP_QUERY with which a driver says hello (MongoDB Wire Protocol).</summary>
internal sealed record FakeMongoMessage(int RequestId, int OpCode, BsonDocument Body)
{
    private const int HeaderLength = 16;
    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;

    public static async Task<FakeMongoMessage> ReadAsync(Stream stream)
    {
        var header = new byte[HeaderLength];
        await stream.ReadExactlyAsync(header);
        var rest = new byte[Int32At(header, 0) - HeaderLength];
        await stream.ReadExactlyAsync(rest);
        var opCode = Int32At(header, 12);
        return new FakeMongoMessage(Int32At(header, 4), opCode, opCode switch
        {
            OpMsg => ReadSections(rest),
            OpQuery => ReadDocument(rest, Array.IndexOf(rest, (byte)0, 4) + 1 + 8),
            _ => throw new IOException($"Operation {opCode} is not spoken here."),
        });
    }

    public byte[] Reply(BsonDocument body)
    {
        var document = body.ToBson();

        // OP_REPLY: flags, cursor, start, count; OP_MSG: flags, one section of kind 0.
        var prefix = OpCode == OpQuery ? new byte[20] : new byte[5];
        if (OpCode == OpQuery)
        {
            prefix[16] = 1;
        }

        var message = new byte[HeaderLength + prefix.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), RequestId);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), OpCode == OpQuery ? OpReply : OpMsg);
        prefix.CopyTo(message, HeaderLength);
        document.CopyTo(message, HeaderLength + prefix.Length);
        return message;
    }

    private static BsonDocument ReadSections(byte[] bytes)
    {
        var body = new BsonDocument();
        for (var position = 4; position < bytes.Length;)
        {
            var isSequence = bytes[position++] == 1;
            var end = position + Int32At(bytes, position);
            if (!isSequence)
            {
                body.Merge(ReadDocument(bytes, position));
            }
            else
            {
                var nameEnd = Array.IndexOf(bytes, (byte)0, position + 4);
                var documents = new BsonArray();
                for (var at = nameEnd + 1; at < end; at += Int32At(bytes, at))
                {
                    documents.Add(ReadDocument(bytes, at));
                }

                body[Encoding.UTF8.GetString(bytes, position + 4, nameEnd - position - 4)] = documents;
            }

            position = end;
        }

        return body;
    }

    private static BsonDocument ReadDocument(byte[] bytes, int position) =>
        BsonSerializer.Deserialize<BsonDocument>(bytes.AsMemory(position, Int32At(bytes, position)).ToArray());

    private static int Int32At(byte[] bytes, int position) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));
}
