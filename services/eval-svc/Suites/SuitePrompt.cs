using InstructEngine.Demo.Scenes;

namespace InstructEngine.EvalService.Suites;

/// <summary>One prompt of a suite.</summary>
/// <param name="Index">Its place in the suite, from 0.</param>
/// <param name="Asked">The scene that the prompt asks for.</param>
public sealed record SuitePrompt(int Index, string Text, Scene Asked);
