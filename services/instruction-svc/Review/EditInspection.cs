using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Lexicons;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.InstructionService.Review;

/// <summary>
/// Quality control of what a person wrote. Triples of the demo world are read back as its rules' own are. All others pass the checks of what rules
/// write, but that a person may contrast what no lexicon knows: then the texts alone must show one contrast, as a language model's must.
/// Language models are not asked: the texts of a run that has such judges cannot be edited.
/// </summary>
internal sealed class EditInspection(TripleQualities qualities)
{
    /// <param name="others">The leaf's other triples that are not rejected.</param>
    /// <returns>Null when the texts can be used.</returns>
    public async Task<Rejection?> InspectAsync(RunSpec spec, DraftPage page, DraftedTriple triple, TripleText text, IReadOnlyList<DraftedTriple> others, CancellationToken cancellationToken)
    {
        if (page.IsDemo)
            return TripleInspector.Inspect(triple.Dimension, text) is { } reason ? new(RejectionKinds.Contrast, reason) : Repeated(text, others);

        var draft = new TripleDraft(triple.Dimension, Grade(triple.Contrast), text);
        var refused = await Prepared(qualities.ForRules(spec, DefaultLexicon.Value), others).InspectAsync(draft, cancellationToken);
        return refused is { Kind: RejectionKinds.Contrast }
            ? await Prepared(qualities.ForLanguageModel(spec), others).InspectAsync(draft, cancellationToken)
            : refused;
    }

    private static TripleQuality Prepared(TripleQuality quality, IReadOnlyList<DraftedTriple> others)
    {
        foreach (var other in others)
            quality.Take(new(other.Dimension, Grade(other.Contrast), other.Text));

        return quality;
    }

    private static Rejection? Repeated(TripleText text, IReadOnlyList<DraftedTriple> others) =>
        others.Any(other => Key(other.Text) == Key(text)) ? new(RejectionKinds.Duplicate, "Another triple of the leaf has the same instructions.") : null;

    public static (string Preferred, string Dispreferred) Key(TripleText text) => (PromptKey.Of(text.Preferred), PromptKey.Of(text.Dispreferred));

    private static ContrastGrade? Grade(string? contrast) => Enum.TryParse<ContrastGrade>(contrast, ignoreCase: true, out var grade) ? grade : null;
}
