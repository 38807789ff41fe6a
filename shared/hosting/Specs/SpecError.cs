namespace InstructEngine.Hosting.Specs;

/// <summary>One thing that is wrong in a spec.</summary>
/// <param name="Path">Where, as <c>training.beta</c>; empty for the whole document.</param>
/// <param name="Value">What stands there, as JSON, shortened; null when it is the key that is wrong.</param>
/// <param name="Expected">What would be right.</param>
public sealed record SpecError(string Path, string? Value, string Expected)
{
    public override string ToString()
    {
        var where = Path.Length == 0 ? "the spec" : Path;
        return Value is null ? $"{where}: {Expected}" : $"{where} is {Value}: expected {Expected}";
    }
}
