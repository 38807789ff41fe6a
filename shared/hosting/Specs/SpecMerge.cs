using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Hosting.Specs;

/// <summary>Lays a user's spec over the demo spec, which knows every key and its type.</summary>
internal static class SpecMerge
{
    private static readonly string[] WholeNumbers =
    [
        "seed", "corpus.sampleSize", "corpus.minLength", "corpus.maxLength", "taxonomy.themes", "taxonomy.subtopicsPerTheme", "taxonomy.minEvidence",
        "instructions.triplesPerLeaf", "rendering.steps", "rendering.attempts", "training.steps", "training.batchSize", "training.warmupSteps",
        "training.checkpointEverySteps", "evaluation.prompts", "evaluation.imagesPerPrompt", "evaluation.steps",
    ];

    /// <summary>Keys that the demo spec leaves out, and what they hold; null is as good as leaving them out.</summary>
    private static readonly Dictionary<string, OptionalValue> Optional = new()
    {
        ["until"] = OptionalValue.Text,
        ["instructions.contrast"] = OptionalValue.GradeOrShares,
        ["instructions.writer"] = OptionalValue.Text,
        ["instructions.referees"] = OptionalValue.Texts,
        ["instructions.moderation"] = OptionalValue.Text,
        ["instructions.review"] = OptionalValue.Required,
        ["corpus.language"] = OptionalValue.Text,
        ["taxonomy.writer"] = OptionalValue.Text,
        ["taxonomy.review"] = OptionalValue.Required,
        ["taxonomy.import"] = OptionalValue.Text,
        ["rendering.renderers"] = OptionalValue.Objects,
        ["rendering.renderers[].share"] = OptionalValue.Number,
        ["rendering.renderers[].model"] = OptionalValue.Text,
        ["rendering.renderers[].endpoint"] = OptionalValue.Text,
        ["rendering.renderers[].lora"] = OptionalValue.Text,
        ["rendering.renderers[].loraScale"] = OptionalValue.Number,
        ["rendering.renderers[].precision"] = OptionalValue.Text,
        ["rendering.renderers[].steps"] = OptionalValue.WholeNumber,
        ["rendering.renderers[].guidanceScale"] = OptionalValue.Number,
        ["rendering.renderers[].scheduler"] = OptionalValue.Text,
        ["rendering.renderers[].parameters"] = OptionalValue.AnyObject,
        ["rendering.scheduler"] = OptionalValue.Text,
        ["rendering.size"] = OptionalValue.Text,
        ["rendering.sharedSeed"] = OptionalValue.TrueOrFalse,
        ["rendering.check"] = OptionalValue.Text,
        ["rendering.checkModel"] = OptionalValue.Text,
        ["training.badPairs"] = OptionalValue.Text,
        ["training.terms"] = OptionalValue.Text,
        ["training.loraRank"] = OptionalValue.WholeNumber,
        ["training.loraAlpha"] = OptionalValue.Number,
        ["training.precision"] = OptionalValue.Text,
        ["training.emaDecay"] = OptionalValue.Number,
        ["training.gradientCheckpointing"] = OptionalValue.TrueOrFalse,
        ["training.microBatchSize"] = OptionalValue.WholeNumber,
        ["training.learningRateSchedule"] = OptionalValue.Text,
        ["training.timestepRange"] = OptionalValue.MinAndMax,
        ["training.referenceDraws"] = OptionalValue.WholeNumber,
        ["training.onDivergence"] = OptionalValue.Text,
        ["evaluation.scorers"] = OptionalValue.Objects,
        ["evaluation.scorers[].name"] = OptionalValue.Text,
        ["evaluation.scorers[].model"] = OptionalValue.Text,
        ["evaluation.scorers[].precision"] = OptionalValue.Text,
        ["evaluation.suiteFile"] = OptionalValue.Text,
        ["evaluation.epochs"] = OptionalValue.Text,
        ["evaluation.overlap"] = OptionalValue.Text,
    };

    public static void Into(JsonObject target, JsonElement source, string path, List<SpecError> errors)
    {
        foreach (var property in source.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (Optional.TryGetValue(at, out var kind))
                IntoOptional(target, property, at, kind, errors);
            else if (!target.TryGetPropertyValue(property.Name, out var known) || known is null)
                errors.Add(new(at, null, Unknown(property.Name, path, target)));
            else if (known is JsonObject inner && property.Value.ValueKind == JsonValueKind.Object)
                Into(inner, property.Value, at, errors);
            else if (Expected(known, property.Value, at) is { } expected)
                errors.Add(new(at, Shown(property.Value), expected));
            else
                target[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }
    }

    private static void IntoOptional(JsonObject target, JsonProperty property, string at, OptionalValue kind, List<SpecError> errors)
    {
        var before = errors.Count;
        if (kind == OptionalValue.Objects && property.Value.ValueKind == JsonValueKind.Array)
            Items(property.Value, at, errors);
        else if (property.Value.ValueKind != JsonValueKind.Null && OptionalError(kind, property.Value) is { } expected)
            errors.Add(new(at, Shown(property.Value), expected));
        if (errors.Count == before && kind == OptionalValue.Required && property.Value.ValueKind == JsonValueKind.String)
            target[property.Name] = true;
        else if (errors.Count == before)
            target[property.Name] = JsonNode.Parse(property.Value.GetRawText());
    }

    /// <summary>The objects of a list: their keys are optional ones, under the list's path and <c>[]</c>.</summary>
    private static void Items(JsonElement list, string at, List<SpecError> errors)
    {
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new($"{at}[{index}]", Shown(item), "an object"));
                continue;
            }

            foreach (var property in item.EnumerateObject())
            {
                var place = $"{at}[{index}].{property.Name}";
                if (!Optional.TryGetValue($"{at}[].{property.Name}", out var kind))
                    errors.Add(new(place, null, Unknown(property.Name, $"{at}[]", []).Replace("[]", $"[{index}]", StringComparison.Ordinal)));
                else if (property.Value.ValueKind != JsonValueKind.Null && OptionalError(kind, property.Value) is { } expected)
                    errors.Add(new(place, Shown(property.Value), expected));
            }
        }
    }

    /// <returns>Null when the value is of the kind.</returns>
    private static string? OptionalError(OptionalValue kind, JsonElement value) => kind switch
    {
        OptionalValue.Text => value.ValueKind == JsonValueKind.String ? null : "a text in quotes",
        OptionalValue.Texts => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) ? null : "a list of texts",
        OptionalValue.Number => IsNumber(value) ? null : "a number",
        OptionalValue.GradeOrShares => IsGradeOrShares(value) ? null : "easy, medium or subtle, or a share of each, as {\"easy\": 1, \"medium\": 1, \"subtle\": 2}",
        OptionalValue.Objects => "a list of objects",
        OptionalValue.Required => IsRequired(value) ? null : "\"required\", true or false",
        OptionalValue.AnyObject => value.ValueKind == JsonValueKind.Object ? null : "an object",
        OptionalValue.MinAndMax => IsMinAndMax(value) ? null : "whole numbers min and max, as {\"min\": 0, \"max\": 500}",
        OptionalValue.WholeNumber => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? null : $"a whole number up to {int.MaxValue}",
        _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
    };

    private static bool IsRequired(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.String && value.GetString() == "required");

    private static bool IsMinAndMax(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).SequenceEqual(["max", "min"])
        && value.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out _));

    private static bool IsGradeOrShares(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? ContrastShares.Grades.Contains(value.GetString())
        : value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().All(share => ContrastShares.Grades.Contains(share.Name) && IsNumber(share.Value));

    /// <summary>A value as the error shows it.</summary>
    public static string Shown(JsonElement value)
    {
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    /// <returns>Null when the value has the right type.</returns>
    private static string? Expected(JsonNode known, JsonElement value, string path) => known.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.String => value.ValueKind == JsonValueKind.String ? null : "a text in quotes",
        JsonValueKind.Array => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsNumber) ? null : "a list of numbers",
        _ when !WholeNumbers.Contains(path) => IsNumber(value) ? null : "a number",
        _ when path == "seed" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? null : $"a whole number up to {long.MaxValue}",
        _ => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? null : $"a whole number up to {int.MaxValue}",
    };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);

    private static string Unknown(string key, string path, JsonObject known)
    {
        var prefix = path.Length == 0 ? "" : $"{path}.";
        var optional = Optional.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && key.LastIndexOf('.') == (path.Length == 0 ? -1 : path.Length));
        var names = known.Select(property => property.Key).Concat(optional.Select(key => key[prefix.Length..])).Distinct().ToArray();
        var nearest = names.MinBy(name => EditDistance.Between(name, key))!;
        return EditDistance.Between(nearest, key) <= Math.Max(2, key.Length / 3)
            ? $"unknown key; did you mean {(path.Length == 0 ? nearest : $"{path}.{nearest}")}?"
            : $"unknown key; known here: {string.Join(", ", names)}";
    }

    private enum OptionalValue
    {
        Text,
        Texts,
        Number,
        WholeNumber,
        TrueOrFalse,

        /// <summary>A gate: the word says it as well as true does.</summary>
        Required,
        MinAndMax,
        GradeOrShares,
        AnyObject,
        Objects,
    }
}
