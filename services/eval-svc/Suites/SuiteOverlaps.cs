using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Lexicons.Suites;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Suites;

/// <summary>Holds a run's instructions against its suite, once: as soon as all are written, long before training.</summary>
internal sealed class SuiteOverlaps(IDocumentStore documents, PromptSuites suites)
{
    public const string Strict = "strict", Report = "report";

    private const int MostExamples = 20;

    /// <returns>What was found; null for a run without instructions.</returns>
    public async Task<SuiteOverlap?> FindAsync(RunDocument run, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<SuiteOverlap>(SuiteOverlap.Collection, run.RunId, cancellationToken) is { } known)
            return known.Value;

        var prompts = await suites.TakeAsync(run.Spec.Evaluation, cancellationToken);
        var index = new SuiteIndex([new(run.Spec.Evaluation.Suite, [.. prompts.Select(prompt => prompt.Text)])]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var matches = new List<OverlapExample>();
        await foreach (var triple in documents.ListAsync<InstructionTripleCreated>(Collections.Triples, run.RunId, cancellationToken))
        {
            foreach (var text in new[] { triple.Value.Base, triple.Value.Preferred, triple.Value.Dispreferred }.Where(seen.Add))
            {
                if (index.Match(text) is { } match)
                    matches.Add(new OverlapExample(match.Kind, text, match.Prompt));
            }
        }

        if (seen.Count == 0)
            return null;

        var exact = matches.Count(match => match.Kind == SuiteMatch.Exact);
        var found = new SuiteOverlap(
            run.Spec.Evaluation.Suite, index.Count, seen.Count, exact, matches.Count - exact,
            [.. matches.OrderBy(match => match.Kind != SuiteMatch.Exact).Take(MostExamples)]);
        await documents.InsertIfAbsentAsync(SuiteOverlap.Collection, run.RunId, run.RunId, found, cancellationToken);
        return found;
    }

    /// <summary>
    /// Ends the run where an instruction is a prompt of the suite. Such triples are not dropped instead: a dataset would then depend on the suite that a
    /// model is measured with, and be another for each.
    /// </summary>
    /// <exception cref="RunFailureException">It is so, and the spec does not let it pass.</exception>
    public async Task RequireNoneAsync(RunDocument run, CancellationToken cancellationToken)
    {
        var found = await FindAsync(run, cancellationToken);
        if (found is not { Exact: > 0 } || run.Spec.Evaluation.Overlap == Report)
            return;

        var first = found.Examples[0];
        throw new RunFailureException(
            $"{found.Exact} of {found.Instructions} instructions are prompts of the suite '{found.Suite}', as \"{Shown(first.Instruction)}\": a model trained on them "
            + "cannot be measured with it. Name the suite's file in Instructions:Suites, so that such instructions are written anew; choose another suite; "
            + "or let it pass with evaluation.overlap \"report\".");
    }

    private static string Shown(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
