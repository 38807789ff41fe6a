using System.Text.Encodings.Web;
using System.Text.Json;
using InstructEngine.Storage;

namespace InstructEngine.Hosting.Specs;

/// <summary>Collects what is wrong with single values.</summary>
internal sealed class SpecChecks
{
    /// <summary>As the spec itself is written; what a terminal might not show as it is stays escaped.</summary>
    private static readonly JsonSerializerOptions Json = new(StorageJson.Options) { Encoder = JavaScriptEncoder.Default };

    public List<SpecError> Errors { get; } = [];

    public void Range(string path, long value, long min, long max = int.MaxValue) =>
        Require(value >= min && value <= max, path, value, max is int.MaxValue or long.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}");

    /// <param name="open">The lower end itself is not allowed.</param>
    public void Range(string path, double value, double min, double max = double.MaxValue, bool open = false)
    {
        var inside = double.IsFinite(value) && (open ? value > min : value >= min) && value <= max;
        var low = open ? "above" : max < double.MaxValue ? "from" : "of at least";
        var high = max < double.MaxValue ? $" to {max}" : "";
        Require(inside, path, value, $"a number {low} {min}{high}");
    }

    public void OneOf(string path, string? value, params string[] allowed) =>
        Require(value is not null && allowed.Contains(value), path, value, allowed.Length == 1 ? $"\"{allowed[0]}\"" : $"one of {string.Join(", ", allowed)}");

    public void Require(bool holds, string path, object? value, string expected)
    {
        if (!holds)
            Errors.Add(new(path, Shown(value), expected));
    }

    private static string Shown(object? value)
    {
        var text = value is double number && !double.IsFinite(number) ? number.ToString() : JsonSerializer.Serialize(value, Json);
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
