using System.Text.Json;

namespace InstructEngine.Hosting.Bus;

/// <summary>Finds the run that a message speaks of without knowing its type: every event has a <c>runId</c>, and it comes first.</summary>
internal static class RunIdReader
{
    /// <returns>Null when there is none, or the body is no JSON object.</returns>
    public static string? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("runId"u8);
                reader.Read();
                if (found)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

                reader.Skip();
            }
        }
        catch (JsonException)
        {
        }

        return null;
    }
}
