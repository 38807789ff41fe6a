using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;

namespace InstructEngine.InstructionService.Review;

/// <summary>The triples of a leaf that wait for a person, or a part of them, as stored in <see cref="Hosting.Runs.Collections.InstructionDrafts"/>.</summary>
/// <param name="Part">Which part of the leaf, from 0.</param>
/// <param name="IsDemo">Written by the demo world's rules, which alone read an edit of it back.</param>
/// <param name="Triples">Those that quality control let through, in the order of their index.</param>
/// <param name="Refused">Those that it did not: nobody is asked about them.</param>
/// <param name="IsReleased">Its triples went on: what was decided stays decided.</param>
internal sealed record DraftPage(
    string RunId, string ThemeId, string Theme, string LeafId, string Leaf, int Part, bool IsDemo,
    IReadOnlyList<DraftedTriple> Triples, IReadOnlyList<InstructionTripleRejected> Refused,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsReleased = false)
{
    [JsonIgnore]
    public bool IsDecided => Triples.All(triple => triple.Decision is not null);

    /// <summary>What becomes of a decided page's triples.</summary>
    public IEnumerable<LeafTriple> Outcomes() =>
    [
        .. Triples.Select(triple => triple.Decision is DraftDecision.Accepted
            ? new LeafTriple(triple.Dimension, triple.ToEvent(this), null)
            : new LeafTriple(triple.Dimension, null, new(RunId, triple.TripleId, LeafId, ReviewRejections.Reason(triple.Reason), ReviewRejections.Kind))),
        .. Refused.Select(refused => new LeafTriple(default, null, refused)),
    ];
}
