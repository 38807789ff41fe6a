using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.QualityControl.Safety;
using InstructEngine.Lexicons;
using InstructEngine.Lexicons.Suites;

namespace InstructEngine.InstructionService.QualityControl;

/// <summary>Makes the quality control of a leaf. What the leaves share (suites, words, tokenizers) is read once.</summary>
internal sealed class TripleQualities(QualityOptions options, TokenCounters tokens)
{
    private readonly Lazy<SuiteIndex> _suites = new(() => new(options.Suites.Select(SuiteFile.Read)));
    private readonly Lazy<SafetyFilter> _safety = new(() => new(SafetyWords.Read(options.SafetyWords)));

    /// <summary>For what the rules wrote: the contrast is read back with the lexicon.</summary>
    public TripleQuality ForRules(RunSpec spec, WrittenLexicon lexicon) => Create(spec, new WrittenContrastCheck(lexicon), []);

    /// <summary>For what a language model wrote: the contrast is judged by the texts alone.</summary>
    /// <param name="last">Checks that cost time or money, asked about what passes all others.</param>
    public TripleQuality ForLanguageModel(RunSpec spec, params IReadOnlyList<ITripleCheck> last) => Create(spec, new PlainContrastCheck(), last);

    private TripleQuality Create(RunSpec spec, ITripleCheck contrast, IReadOnlyList<ITripleCheck> last) => new(
    [
        new FormCheck(), contrast, new LengthCheck(tokens.Of(spec)), new SafetyCheck(_safety.Value), new SuiteCheck(_suites.Value), new NearDuplicateCheck(), .. last,
    ]);
}
