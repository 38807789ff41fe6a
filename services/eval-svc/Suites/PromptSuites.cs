using InstructEngine.Hosting;

namespace InstructEngine.EvalService.Suites;

/// <summary>The suites there are.</summary>
internal sealed class PromptSuites(IEnumerable<IPromptSuite> suites)
{
    /// <exception cref="RunFailureException">There is no such suite.</exception>
    public IPromptSuite Get(string name) =>
        suites.FirstOrDefault(suite => suite.Name == name)
        ?? throw new RunFailureException($"evaluation.suite '{name}' is not known; expected {string.Join(" or ", suites.Select(suite => $"'{suite.Name}'"))}.");
}
