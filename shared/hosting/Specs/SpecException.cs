namespace InstructEngine.Hosting.Specs;

/// <summary>A run spec cannot be used. The message lists everything that is wrong with it.</summary>
public sealed class SpecException : Exception
{
    public SpecException(string source, IReadOnlyList<SpecError> errors, Exception? inner = null)
        : base(Text(source, errors), inner)
    {
        Errors = errors;
    }

    public IReadOnlyList<SpecError> Errors { get; }

    private static string Text(string source, IReadOnlyList<SpecError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count == 1
            ? $"{source}: {errors[0]}."
            : $"{source} has {errors.Count} errors:{string.Concat(errors.Select(error => $"\n  {error}"))}";
    }
}
