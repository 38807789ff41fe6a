namespace InstructEngine.EvalService.Suites;

/// <summary>A fixed list of prompts that models are compared on.</summary>
internal interface IPromptSuite
{
    /// <summary>The name that a spec gives in <c>evaluation.suite</c>.</summary>
    string Name { get; }

    /// <summary>Some of the prompts, in the order of the suite: the same ones in every run, and fewer are always among more.</summary>
    IReadOnlyList<SuitePrompt> Take(int count);
}
