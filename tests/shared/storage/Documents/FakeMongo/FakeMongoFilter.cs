using System.Text;
using MongoDB.Bson;

namespace InstructEngine.Shared.Tests.Storage.Documents.FakeMongo;

/// <summary>Equality, <c>$gt</c> of strings, and several of them at once.</summary>
internal static class FakeMongoFilter
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.Elements.All(condition => condition switch
    {
        { Name: "$and" } => condition.Value.AsBsonArray.All(part => Matches(document, part.AsBsonDocument)),
        { Value: BsonDocument { ElementCount: 1 } comparison } => Compares(document[condition.Name], comparison.GetElement(0)),
        { Value: BsonString or BsonInt64 } => document[condition.Name] == condition.Value,
        _ => throw new NotSupportedException($"no such condition: {condition}"),
    });

    private static bool Compares(BsonValue value, BsonElement comparison) => comparison.Name == "$gt"
        ? Encoding.UTF8.GetBytes(value.AsString).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(comparison.Value.AsString)) > 0
        : throw new NotSupportedException($"no such comparison: {comparison}");
}
