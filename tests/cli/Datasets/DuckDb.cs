using DuckDB.NET.Data;

namespace InstructEngine.Cli.Tests.Datasets;

/// <summary>Reads Parquet with a program that has no part in writing it.</summary>
internal static class DuckDb
{
    public static List<object?[]> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.IsDBNull(field) ? null : Value(reader.GetValue(field)))]);
        return rows;
    }

    private static object Value(object value)
    {
        if (value is not Stream stream)
            return value;

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        stream.Dispose();
        return bytes.ToArray();
    }
}
