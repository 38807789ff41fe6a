namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>A taxonomy file cannot be used. The message names the file and lists what is wrong with it, each with its line.</summary>
public sealed class OutlineException : Exception
{
    private const int Shown = 20;

    public OutlineException(string file, IReadOnlyList<OutlineError> errors, Exception? inner = null)
        : base(Text(file, errors), inner) => Errors = errors;

    public IReadOnlyList<OutlineError> Errors { get; }

    private static string Text(string file, IReadOnlyList<OutlineError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 1)
            return $"{file}, {errors[0]}";

        var more = errors.Count > Shown ? $"\n  and {errors.Count - Shown} more" : "";
        return $"{file} has {errors.Count} errors:{string.Concat(errors.Take(Shown).Select(error => $"\n  {error}"))}{more}";
    }
}

/// <summary>One thing that is wrong in a taxonomy file.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Path">Where, as <c>themes[2].subtopics[0].entities</c>; empty for the whole file.</param>
public sealed record OutlineError(long Line, string Path, string Problem)
{
    public override string ToString() => $"line {Line}: {(Path.Length == 0 ? "" : Path + " ")}{Problem}.";
}
