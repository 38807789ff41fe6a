using InstructEngine.Demo.Scenes;

namespace InstructEngine.EvalService.Suites;

/// <summary>One prompt of a suite.</summary>
/// <param name="Index">Its place in the suite, from 0.</param>
/// <param name="Category">As the suite sorts its prompts; null where it does not.</param>
/// <param name="Asked">The scene of the demo world that the prompt asks for; null in any other suite.</param>
public sealed record SuitePrompt(int Index, string Text, string? Category = null, Scene? Asked = null);
