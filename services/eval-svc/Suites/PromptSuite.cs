using InstructEngine.Lexicons.Suites;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Suites;

/// <summary>A suite that was read from a file.</summary>
/// <param name="Name">As the spec has it.</param>
internal sealed record PromptSuite(string Name, EvaluationSuite Source) : IPromptSuite
{
    private const long Order = 20_250_410;

    /// <summary>Suites are sorted by category, so fewer prompts are a fixed draw from all of it and not its head.</summary>
    public IReadOnlyList<SuitePrompt> Take(int count)
    {
        var chosen = Enumerable.Range(0, Source.Prompts.Count).ToList();
        if (count < Source.Prompts.Count)
        {
            new SeededRandom(Order).Shuffle(chosen);
            chosen = [.. chosen.Take(count).Order()];
        }

        return [.. chosen.Select(index => new SuitePrompt(index, Source.Prompts[index], Source.Categories?[index]))];
    }
}
