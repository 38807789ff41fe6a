using System.Globalization;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>Prompts with the seed of each one's picture: the same for every model.</summary>
/// <param name="Id">A hash of texts and seeds.</param>
internal sealed record PromptSet(string Name, string Id, IReadOnlyList<PlannedImage> Images)
{
    private const long Seed = 20_250_410;

    public static PromptSet Tuning(int rounds) => Of("tuning", PromptSplit.Tuning, rounds);

    public static PromptSet Table(int rounds) => Of("table", PromptSplit.Table, rounds);

    /// <summary>Every scene once a round, each time in another wording.</summary>
    private static PromptSet Of(string name, IReadOnlyList<Scene> scenes, int rounds)
    {
        var images = Enumerable.Range(0, rounds * scenes.Count).Select(index =>
        {
            var scene = scenes[index % scenes.Count];
            var wording = new DemoRandom(ContentSeeds.Derive(Seed, name, "wording", Text(index)));
            return new PlannedImage(new SuitePrompt(index, CaptionGrammar.Write(scene, wording), null, scene), 0, ContentSeeds.Derive(Seed, name, "noise", Text(index)));
        }).ToArray();
        var id = ContentIds.Create([name, .. images.SelectMany(image => new[] { image.Prompt.Text, image.Seed.ToString(CultureInfo.InvariantCulture) })]);
        return new PromptSet(name, id, images);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
