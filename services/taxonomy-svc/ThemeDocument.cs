using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService;

/// <summary>
/// A theme as it is stored in <see cref="Hosting.Runs.Collections.Themes"/>: what <see cref="ThemeExpanded"/> says (and readable as one),
/// with its place in the taxonomy and all of its evidence.
/// </summary>
/// <param name="Evidence">The first of the sampled prompts that speak of this theme, at most <see cref="ShownEvidence"/>.</param>
/// <param name="Position">Place in the taxonomy, from 0.</param>
/// <param name="EvidenceCount">How many sampled prompts speak of it in all.</param>
/// <param name="AllEvidence">All of them, ordered by line; see <see cref="PromptEvidenceFile"/>.</param>
/// <param name="Group">Themes of one group belong together; null where there are no groups.</param>
/// <param name="Subject">What it is of the renderer's own world, e.g. <c>ring</c>; null for a general theme.</param>
public sealed record ThemeDocument(
    string RunId,
    string ThemeId,
    string Name,
    string Definition,
    IReadOnlyList<Subtopic> Subtopics,
    IReadOnlyList<PromptEvidence> Evidence,
    int Position,
    int EvidenceCount,
    BlobReference AllEvidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Group = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject = null)
{
    /// <summary>Prompts that the event and the document itself carry at most.</summary>
    public const int ShownEvidence = 20;

    public ThemeExpanded ToEvent() => new(RunId, ThemeId, Name, Definition, Subtopics, Evidence);
}
