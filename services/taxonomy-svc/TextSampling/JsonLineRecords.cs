using System.Text.Json;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>One JSON object with a prompt under one of the <see cref="PromptColumn"/> names, or one JSON string, a line.</summary>
internal static class JsonLineRecords
{
    public static IEnumerable<CorpusRecord> Read(Stream content)
    {
        foreach (TextLine line in LineReader.ReadAll(content))
        {
            if (!line.IsBlank)
            {
                yield return Parse(line);
            }
        }
    }

    private static CorpusRecord Parse(TextLine line)
    {
        CorpusRecord raw = TextRecords.Decode(line.Number, line.Bytes.Span);
        if (raw.Text is null)
        {
            return raw;
        }

        try
        {
            using var json = JsonDocument.Parse(line.Bytes);
            return Prompt(json.RootElement) is { } prompt
                ? CorpusRecord.Of(line.Number, prompt)
                : CorpusRecord.Faulty(line.Number, DropReason.Malformed);
        }
        catch (JsonException)
        {
            return CorpusRecord.Faulty(line.Number, DropReason.Malformed);
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is no text.
            return CorpusRecord.Faulty(line.Number, DropReason.InvalidEncoding);
        }
    }

    private static string? Prompt(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.String)
        {
            return root.GetString();
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var properties = root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String).ToList();
        var column = PromptColumn.Find(properties.ConvertAll(property => property.Name));
        return column < 0 ? null : properties[column].Value.GetString();
    }
}
