using System.Text.Json.Serialization;

namespace InstructEngine.Contracts.V1;

/// <summary>A subtopic of a theme: a leaf of the taxonomy.</summary>
/// <param name="LeafId">Deterministic id.</param>
/// <param name="Entities">What instructions for this leaf speak of.</param>
/// <param name="OutsideWorld">Why the run's renderer cannot draw this leaf; null when it can. Such a leaf gets no instructions.</param>
/// <param name="Definition">What belongs to it, in a sentence; null where nobody wrote one.</param>
/// <param name="Source">
/// The written subtopic that this leaf is, as <c>default/people-stage/strings</c>; null for a leaf that a language model or a person wrote.
/// </param>
public sealed record Subtopic(
    string LeafId,
    string Name,
    IReadOnlyList<string> Entities,
    string? OutsideWorld,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Definition = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null);

/// <summary>A sampled prompt that speaks of a theme.</summary>
/// <param name="Line">1-based line (or record) of the corpus.</param>
public sealed record PromptEvidence(int Line, string Text);
