using System.Text;
using System.Text.Json;
using InstructEngine.Cli.Output;

namespace InstructEngine.Cli.Diagnosis;

internal static class CheckText
{
    /// <summary>A line, as soon as it is known.</summary>
    public static string Of(Check check) => $"{(check.State == CheckState.Failed ? "FAILED" : check.State.ToString().ToLowerInvariant()),-8}{check.Name}: {check.Detail}\n";

    public static string AsJson(IReadOnlyList<Check> checks) => JsonSerializer.Serialize(
        new
        {
            ok = Passed(checks),
            checks = checks.Select(check => new { name = check.Name, state = check.State.ToString().ToLowerInvariant(), detail = check.Detail }),
        },
        TextOutput.Json) + "\n";

    public static string Summary(IReadOnlyList<Check> checks)
    {
        var text = new StringBuilder();
        text.Append($"{checks.Count(check => check.State == CheckState.Ok)} ok, {checks.Count(check => check.State == CheckState.Failed)} failed, {checks.Count(check => check.State == CheckState.Skipped)} skipped\n");
        return text.ToString();
    }

    public static bool Passed(IReadOnlyList<Check> checks) => checks.All(check => check.State != CheckState.Failed);
}
