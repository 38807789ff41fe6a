using System.Text.Json;
using System.Text.RegularExpressions;

namespace InstructEngine.Shared.Tests.Lexicons;

/// <summary>
/// Checks a JSON value against a schema (draft 2020-12), as far as the lexicon's own schema goes: a keyword that is not known here is an error,
/// so that no rule is passed over in silence.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>Everything that breaks a rule, each with its JSON path.</summary>
    public IReadOnlyList<string> Errors(string definition, JsonElement value)
    {
        var errors = new List<string>();
        Check(root.GetProperty("$defs").GetProperty(definition), value, "$", errors);
        return errors;
    }

    private bool Holds(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, "$", errors);
        return errors.Count == 0;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            if (Broken(rule.Name, rule.Value, schema, value, at, errors) is { } error)
                errors.Add($"{at}: {error}");
        }
    }

    private string? Broken(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        switch (keyword)
        {
            case "$ref":
                Check(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, at, errors);
                return null;
            case "if":
                if (schema.TryGetProperty(Holds(rule, value) ? "then" : "else", out var branch))
                    Check(branch, value, at, errors);
                return null;
            case "then" or "else" or "default":
                return null;
            case "not":
                return Holds(rule, value) ? $"is {rule}, which it must not be" : null;
            case "type":
                return IsOf(rule.GetString()!, value) ? null : $"is no {rule}";
            case "enum":
                return rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? null : $"{value} is none of {rule}";
            case "const":
                return JsonElement.DeepEquals(rule, value) ? null : $"{value} is not {rule}";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => BrokenOfObject(keyword, rule, schema, value, at, errors),
            JsonValueKind.Array => BrokenOfArray(keyword, rule, value, at, errors),
            JsonValueKind.String => BrokenOfText(keyword, rule, value.GetString()!),
            JsonValueKind.Number => BrokenOfNumber(keyword, rule, value.GetDouble()),
            _ => throw new InvalidOperationException($"The keyword {keyword} is not known here."),
        };
    }

    private string? BrokenOfObject(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        switch (keyword)
        {
            case "properties":
                foreach (var property in rule.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)))
                    Check(property.Value, value.GetProperty(property.Name), $"{at}.{property.Name}", errors);
                return null;
            case "required":
                var missing = rule.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).ToList();
                return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
            case "additionalProperties":
                var unknown = value.EnumerateObject().Select(property => property.Name).Where(name => !schema.GetProperty("properties").TryGetProperty(name, out _)).ToList();
                return unknown.Count == 0 ? null : $"has the unknown {string.Join(", ", unknown)}";
            case "dependentRequired":
                var broken = rule.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)
                    && property.Value.EnumerateArray().Any(name => !value.TryGetProperty(name.GetString()!, out _)));
                return broken.Any() ? $"has {broken.First().Name} without {broken.First().Value}" : null;
            default:
                throw new InvalidOperationException($"The keyword {keyword} of objects is not known here.");
        }
    }

    private string? BrokenOfArray(string keyword, JsonElement rule, JsonElement value, string at, List<string> errors)
    {
        switch (keyword)
        {
            case "items":
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Check(rule, item, $"{at}[{index++}]", errors);
                return null;
            case "minItems":
                return value.GetArrayLength() >= rule.GetInt32() ? null : $"has {value.GetArrayLength()} entries, fewer than {rule}";
            case "maxItems":
                return value.GetArrayLength() <= rule.GetInt32() ? null : $"has {value.GetArrayLength()} entries, more than {rule}";
            case "uniqueItems":
                return value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength() ? null : "has an entry twice";
            default:
                throw new InvalidOperationException($"The keyword {keyword} of arrays is not known here.");
        }
    }

    private static string? BrokenOfText(string keyword, JsonElement rule, string value) => keyword switch
    {
        "pattern" => Regex.IsMatch(value, rule.GetString()!) ? null : $"\"{value}\" does not match {rule}",
        "minLength" => value.Length >= rule.GetInt32() ? null : $"\"{value}\" is shorter than {rule}",
        "maxLength" => value.Length <= rule.GetInt32() ? null : $"\"{value}\" is longer than {rule}",
        _ => throw new InvalidOperationException($"The keyword {keyword} of texts is not known here."),
    };

    private static string? BrokenOfNumber(string keyword, JsonElement rule, double value) => keyword switch
    {
        "minimum" => value >= rule.GetDouble() ? null : $"{value} is below {rule}",
        "maximum" => value <= rule.GetDouble() ? null : $"{value} is above {rule}",
        _ => throw new InvalidOperationException($"The keyword {keyword} of numbers is not known here."),
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The type {type} is not known here."),
    };
}
