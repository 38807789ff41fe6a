using InstructEngine.Hosting;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>Counts rounds in a row in which a model named nothing new.</summary>
internal sealed class BarrenRounds
{
    private const int Most = 4;

    private string? _reason;

    public int Count { get; private set; }

    /// <param name="reason">Why the last answer could not be used; null where it could.</param>
    /// <returns>True when it is not worth asking on.</returns>
    public bool IsOver(bool broughtNew, string? reason)
    {
        _reason = reason;
        Count = broughtNew ? 0 : Count + 1;
        return Count >= Most;
    }

    public RunFailureException Failure(string field, int asked, int there, string what) => new(
        $"{field} is {asked}, but the language model named {there} {what}: {asked - there} are missing, and {Most} rounds brought nothing new"
        + (_reason is null ? " but repetitions" : $" (the last one: {_reason.TrimEnd('.')})")
        + ". Lower the target, take another model (Language:Model), or import a taxonomy file (--taxonomy FILE).");
}
