using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Judging;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Checks;
using InstructEngine.InstructionService.Writing;
using InstructEngine.InstructionService.Writing.Language;

namespace InstructEngine.InstructionService;

/// <summary>Has a leaf's triples written by whom the spec names, and judged where it names judges.</summary>
internal sealed class LeafWriting(InstructionWriter rules, LanguageWriter language, TripleQualities qualities, TripleJury jury)
{
    /// <summary>Whether a language model is asked, so that it may take hours.</summary>
    public static bool IsLong(InstructionSpec spec) => spec.Writer == InstructionWriters.LanguageModel || TripleJury.IsAsked(spec);

    public async Task<IReadOnlyList<LeafTriple>> WriteAsync(RunDocument run, ThemeExpanded theme, Subtopic leaf, CancellationToken cancellationToken)
    {
        var spec = run.Spec.Instructions;
        if (spec.Writer == InstructionWriters.LanguageModel)
            return await language.WriteAsync(run, theme, leaf, qualities.ForLanguageModel(run.Spec, [new EnglishCheck()]), cancellationToken);

        return await JudgedAsync(run, await rules.WriteAsync(run.RunId, leaf, run.Spec, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<LeafTriple>> JudgedAsync(RunDocument run, IReadOnlyList<LeafTriple> triples, CancellationToken cancellationToken)
    {
        var created = triples.Where(triple => triple.Created is not null).ToList();
        var drafts = created.ConvertAll(triple => new TripleDraft(
            triple.Dimension, null, new(triple.Created!.Base, triple.Created.Preferred, triple.Created.Dispreferred)));
        var verdicts = await jury.JudgeAsync(run.RunId, run.Spec.Instructions, drafts, cancellationToken);
        var refused = created.Zip(verdicts).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        return [.. triples.Select(triple => refused.TryGetValue(triple, out var rejection) ? triple.Rejecting(rejection) : triple)];
    }
}
