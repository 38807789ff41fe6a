using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Storage.Content;

namespace InstructEngine.InstructionService.Review;

/// <summary>A triple in review. Its id is that of its place in the leaf's plan, so an edit keeps it.</summary>
/// <param name="Text">As it stands now.</param>
/// <param name="Decision">Null while it is open.</param>
/// <param name="Reason">Why, in the reviewer's words; null where none were given.</param>
/// <param name="History">What it was before each decision and edit, the first one first; null for none.</param>
internal sealed record DraftedTriple(
    string TripleId, int Index, Dimension Dimension, string? Contrast, TripleText Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DraftDecision? Decision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DraftChange>? History = null)
{
    public static DraftedTriple Of(InstructionTripleCreated triple) =>
        new(triple.TripleId, triple.Index, triple.Dimension, triple.Contrast, new(triple.Base, triple.Preferred, triple.Dispreferred));

    /// <summary>The texts as they were written; null where nobody changed them.</summary>
    [JsonIgnore]
    public TripleText? Original => History?.Select(change => change.Text).FirstOrDefault(text => text is not null) is { } first && first != Text ? first : null;

    [JsonIgnore]
    public DateTimeOffset? ChangedAt => History is { Count: > 0 } history ? history[^1].At : null;

    /// <summary>Another one after every decision and edit.</summary>
    public string Tag => ContentIds.Create(
        "draft", Text.Base, Text.Preferred, Text.Dispreferred, $"{Decision}", Reason ?? string.Empty, History is { Count: > 0 } history ? history[^1].Change : string.Empty)[..12];

    public InstructionTripleCreated ToEvent(DraftPage page) =>
        new(page.RunId, TripleId, page.LeafId, Index, Dimension, Text.Base, Text.Preferred, Text.Dispreferred, Contrast);

    /// <param name="decision">Null takes the decision back.</param>
    public DraftedTriple Deciding(DraftDecision? decision, string? reason, string change, DateTimeOffset at) =>
        this with { Decision = decision, Reason = reason, History = [.. History ?? [], new(change, at, Decision, Reason)] };

    /// <summary>Whoever changes a triple means it: it is accepted.</summary>
    public DraftedTriple Editing(TripleText text, string? reason, string change, DateTimeOffset at) =>
        this with { Text = text, Decision = DraftDecision.Accepted, Reason = reason, History = [.. History ?? [], new(change, at, Decision, Reason, Text)] };

    /// <summary>As it was before its last change.</summary>
    public DraftedTriple Undoing()
    {
        var last = History![^1];
        return this with { Text = last.Text ?? Text, Decision = last.Decision, Reason = last.Reason, History = History.Count > 1 ? [.. History.SkipLast(1)] : null };
    }
}

/// <summary>What a triple was before a change.</summary>
/// <param name="Change">Names what one request changed.</param>
/// <param name="Text">Null where the change left the texts alone.</param>
internal sealed record DraftChange(
    string Change, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DraftDecision? Decision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TripleText? Text = null);

internal enum DraftDecision
{
    /// <summary>It goes on to be drawn.</summary>
    Accepted,

    /// <summary>It is left out.</summary>
    Rejected,
}
