using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Demo;

namespace InstructEngine.Shared.Tests.Scoring.Demo;

public sealed class The_demo_scorer
{
    private static readonly IImageScorer Scorer = ImageScorers.Load(ImageScorers.Demo);

    [Fact]
    public void Fits_by_the_share_of_the_attributes_that_were_named()
    {
        var scene = Scene.All[40];
        var image = Draw(scene);
        foreach (var other in SceneAttributes.All.SelectMany(scene.Others))
        {
            var said = other.AsPartial();
            Assert.Equal(5 / 6.0, Scorer.Fit([new(CaptionGrammar.Plain(said), image)])[0], 1e-12);
        }

        Assert.Equal(1, Scorer.Fit([new(CaptionGrammar.Plain(scene.AsPartial()), image)])[0]);
    }

    [Fact]
    public void Scores_a_whole_scene_as_asked_for_by_its_prompt()
    {
        var scene = Scene.All[40];
        var wrong = scene.Others(SceneAttribute.Color).First();
        var scores = Scorer.Score([new(CaptionGrammar.Plain(scene.AsPartial()), Draw(scene)), new(CaptionGrammar.Plain(wrong.AsPartial()), Draw(scene))]);
        Assert.Equal((1, 1), (scores[0].Values[DemoScorer.AllCorrect], scores[0].Values["color"]));
        Assert.Equal((0, 0, 1), (scores[1].Values[DemoScorer.AllCorrect], scores[1].Values["color"], scores[1].Values["shape"]));
        Assert.Equal(Scorer.Scorers.Select(scorer => scorer.Name).Order(), scores[0].Values.Keys.Order());
        Assert.Equal(6, scores[1].Findings.Count);
        Assert.Equal("color", Assert.Single(scores[1].Findings, finding => !finding.IsRight).Attribute);
    }

    [Fact]
    public void Reads_every_prompt_of_held_out_scenes_as_the_scene_it_was_written_for()
    {
        foreach (var (index, scene) in Combinations.HeldOut.Index())
        {
            var prompt = CaptionGrammar.Write(scene, DemoRandom.For(20_250_410, index));
            Assert.Equal(scene, ScenePrompt.Parse(prompt).Scene!.Complete());
        }
    }

    [Fact]
    public void Says_what_it_cannot_judge()
    {
        Assert.NotNull(Scorer.WhyNot("an oil painting of a castle"));
        Assert.Null(Scorer.WhyNot("two red squares on a white background"));
        Assert.Contains("64×32", Scorer.WhyNot(new RgbImage(64, 32, new byte[64 * 32 * 3])), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Scorer.Fit([new("an oil painting of a castle", Draw(Scene.All[0]))]));
    }

    private static RgbImage Draw(Scene scene) => new(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(scene, 1));
}
