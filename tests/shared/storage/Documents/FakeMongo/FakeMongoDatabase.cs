using System.Text;
using MongoDB.Bson;

namespace InstructEngine.Shared.Tests.Storage.Documents.FakeMongo;

/// <summary>Collections in memory, sorted by the bytes of their ids, and the commands that the store sends.</summary>
internal sealed class FakeMongoDatabase
{
    private const int FirstBatch = 101;
    private const int BatchBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, SortedDictionary<string, BsonDocument>> _collections = [];
    private readonly Dictionary<long, Queue<BsonDocument>> _cursors = [];

    public BsonDocument Run(BsonDocument command) => command.GetElement(0).Name switch
    {
        "isMaster" or "ismaster" or "hello" => Hello(),
        "ping" or "createIndexes" or "endSessions" or "killCursors" => Ok(),
        "insert" => Insert(command),
        "update" => Update(command),
        "find" => Cursor(command, Find(command), FirstBatch),
        "aggregate" => Cursor(command, Count(command), FirstBatch),
        "getMore" => More(command),
        var other => throw new NotSupportedException($"no such command: '{other}'"),
    };

    private static BsonDocument Ok() => new("ok", 1.0);

    private static BsonDocument Hello() => new()
    {
        ["ismaster"] = true,
        ["maxBsonObjectSize"] = 16 * 1024 * 1024,
        ["maxMessageSizeBytes"] = 48_000_000,
        ["maxWriteBatchSize"] = 100_000,
        ["logicalSessionTimeoutMinutes"] = 30,
        ["minWireVersion"] = 0,
        ["maxWireVersion"] = 21,
        ["readOnly"] = false,
        ["ok"] = 1.0,
    };

    private SortedDictionary<string, BsonDocument> Documents(BsonValue collection)
    {
        if (!_collections.TryGetValue(collection.AsString, out var documents))
        {
            var byBytes = Comparer<string>.Create((x, y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)));
            _collections[collection.AsString] = documents = new(byBytes);
        }

        return documents;
    }

    private BsonDocument Insert(BsonDocument command)
    {
        var document = TheOne(command["documents"].AsBsonArray).AsBsonDocument;
        if (Documents(command["insert"]).TryAdd(document["_id"].AsString, document))
        {
            return Ok().Add("n", 1);
        }

        var error = new BsonDocument { ["index"] = 0, ["code"] = 11000, ["errmsg"] = "E11000 duplicate key error" };
        return Ok().Add("n", 0).Add("writeErrors", new BsonArray { error });
    }

    private BsonDocument Update(BsonDocument command)
    {
        var update = TheOne(command["updates"].AsBsonArray).AsBsonDocument;
        var change = TheOne(update["u"].AsBsonDocument.Elements);
        if (change.Name != "$set" || update.GetValue("upsert", false).AsBoolean || update.GetValue("multi", false).AsBoolean)
        {
            throw new NotSupportedException($"no such update: {update}");
        }

        var found = Documents(command["update"]).Values.FirstOrDefault(document => FakeMongoFilter.Matches(document, update["q"].AsBsonDocument));
        found?.Merge(change.Value.AsBsonDocument, overwriteExistingElements: true);
        return Ok().Add("n", found is null ? 0 : 1).Add("nModified", found is null ? 0 : 1);
    }

    private IEnumerable<BsonDocument> Find(BsonDocument command)
    {
        if (command.TryGetValue("sort", out var sort) && sort != new BsonDocument("_id", 1))
        {
            throw new NotSupportedException($"no such sort: {sort}");
        }

        var filter = command.GetValue("filter", new BsonDocument()).AsBsonDocument;
        var limit = command.GetValue("limit", 0).ToInt32();
        var found = Documents(command["find"]).Values.Where(document => FakeMongoFilter.Matches(document, filter));
        return limit == 0 ? found : found.Take(limit);
    }

    private BsonDocument[] Count(BsonDocument command)
    {
        var stages = command["pipeline"].AsBsonArray;
        if (stages.Count != 2 || stages[1] != BsonDocument.Parse("{ $group: { _id: 1, n: { $sum: 1 } } }"))
        {
            throw new NotSupportedException($"no such pipeline: {stages}");
        }

        var count = Documents(command["aggregate"]).Values.Count(document => FakeMongoFilter.Matches(document, stages[0]["$match"].AsBsonDocument));
        return count == 0 ? [] : [new BsonDocument { ["_id"] = 1, ["n"] = count }];
    }

    private BsonDocument Cursor(BsonDocument command, IEnumerable<BsonDocument> found, int batch)
    {
        var rest = new Queue<BsonDocument>(found.Select(document => document.DeepClone().AsBsonDocument));
        var id = _cursors.Count + 1L;
        _cursors[id] = rest;
        return Batch(id, "firstBatch", $"{command["$db"]}.{command[0]}", batch);
    }

    private BsonDocument More(BsonDocument command) =>
        Batch(command["getMore"].AsInt64, "nextBatch", $"{command["$db"]}.{command["collection"]}", int.MaxValue);

    private BsonDocument Batch(long id, string name, string collection, int limit)
    {
        var rest = _cursors[id];
        var batch = new BsonArray();
        for (var bytes = 0; rest.Count > 0 && batch.Count < limit && (bytes += rest.Peek().ToBson().Length) < BatchBytes + 16_384;)
        {
            batch.Add(rest.Dequeue());
        }

        var cursor = new BsonDocument { ["id"] = rest.Count == 0 ? 0L : id, ["ns"] = collection, [name] = batch };
        return Ok().Add("cursor", cursor);
    }

    private static T TheOne<T>(IEnumerable<T> one) =>
        one.ToArray() is [var only] ? only : throw new NotSupportedException("only one at a time");
}
