using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.EvalService.Suites;

/// <summary>
/// Scenes of the demo world whose combination of count, colour, shape and background no model of it was trained on, in varied
/// wordings, balanced over every attribute (look and form included).
/// </summary>
internal sealed class DemoSuite : IPromptSuite
{
    /// <summary>Never changed: the suite is the same list for every run and every version.</summary>
    private const long Seed = 20_250_410;

    public string Name => "demo";

    public IReadOnlyList<SuitePrompt> Take(int count) =>
    [
        .. BalancedScenes.Order(Combinations.HeldOut, Seed)
            .Take(count)
            .Select((scene, index) => new SuitePrompt(index, CaptionGrammar.Write(scene, DemoRandom.For(Seed, index)), null, scene)),
    ];
}
