namespace InstructEngine.EvalService.Suites;

/// <summary>A fixed list of prompts that models are compared on.</summary>
public interface IPromptSuite
{
    /// <summary>The name that a spec gives in <c>evaluation.suite</c>.</summary>
    string Name { get; }

    /// <summary>The first <paramref name="count"/> prompts: the same ones in every run, and a shorter list is a prefix of a longer one.</summary>
    IReadOnlyList<SuitePrompt> Take(int count);
}
