using MongoDB.Bson;
using MongoDB.Driver;

namespace InstructEngine.Storage.Documents.Mongo;

/// <summary>The fields of a stored document, and the conditions put on them.</summary>
internal static class MongoFields
{
    public const string Id = "_id";
    public const string RunId = "runId";
    public const string Version = "version";
    public const string Json = "json";

    public static FilterDefinition<BsonDocument> HasId(string id) => Builders<BsonDocument>.Filter.Eq(Id, id);

    public static FilterDefinition<BsonDocument> IsOf(string runId) => Builders<BsonDocument>.Filter.Eq(RunId, runId);

    /// <exception cref="StoreCorruptException">A field is missing or of another type.</exception>
    public static StoredDocument Read(string store, string collection, BsonDocument found)
    {
        if (found.GetValue(Id, BsonNull.Value) is BsonString id
            && found.GetValue(RunId, BsonNull.Value) is BsonString runId
            && found.GetValue(Version, BsonNull.Value) is BsonInt64 version
            && found.GetValue(Json, BsonNull.Value) is BsonString json)
        {
            return new StoredDocument(id.Value, runId.Value, version.Value, json.Value);
        }

        throw new StoreCorruptException(
            $"Document {found.GetValue(Id, BsonNull.Value)} in collection {collection} of {store} was not written by this program: " +
            $"it needs the fields {Id}, {RunId}, {Json} (text) and {Version} (64-bit). Nothing was changed. Remove it, or name another database.");
    }
}
