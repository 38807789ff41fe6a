using System.Text.Encodings.Web;
using System.Text.Json;
using InstructEngine.Cli.PreferenceData;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>A row's values as one line of JSON; what is not known is left out, and the manifest's line is an object in it.</summary>
internal static class RowJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="first">Written before the row's own values.</param>
    public static byte[] Write(ExportRow row, params ReadOnlySpan<(string Name, string Value)> first)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in first)
                json.WriteString(name, value);
            foreach (var column in ExportColumn.All)
                Write(json, column, column.ValueOf(row));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ExportColumn column, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string line when column.Name == ParquetColumns.ManifestLine:
                json.WritePropertyName(column.Name);
                json.WriteRawValue(line);
                break;
            case string text:
                json.WriteString(column.Name, text);
                break;
            case long whole:
                json.WriteNumber(column.Name, whole);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(column.Name, number);
                break;
            case bool flag:
                json.WriteBoolean(column.Name, flag);
                break;
        }
    }
}
