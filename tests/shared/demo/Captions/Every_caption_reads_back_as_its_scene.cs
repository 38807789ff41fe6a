using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Captions;

public class Every_caption_reads_back_as_its_scene
{
    [Fact]
    public void In_ten_wordings_each()
    {
        var random = new DemoRandom(1);
        foreach (var scene in Enumerable.Repeat(Scene.All, 10).SelectMany(all => all))
        {
            var caption = CaptionGrammar.Write(scene, random);
            var parsed = ScenePrompt.Parse(caption);
            Assert.True(scene == parsed.Scene?.Complete(), $"'{caption}' was written for {scene} and read as {parsed}.");
        }
    }

    [Fact]
    public void With_any_part_of_its_attributes_said()
    {
        var random = new DemoRandom(2);
        foreach (var scene in Scene.All.Where((_, i) => i % 5 == 0))
        {
            for (var said = 1; said < 64; said++)
            {
                var part = SceneAttributes.All
                    .Where(attribute => (said >> (int)attribute & 1) == 1)
                    .Aggregate(new PartialScene(), (sum, attribute) => sum.With(attribute, scene.Ordinal(attribute)));
                foreach (var caption in (string[])[CaptionGrammar.Plain(part), CaptionGrammar.Write(part, random)])
                {
                    var parsed = ScenePrompt.Parse(caption);
                    Assert.True(part == parsed.Scene, $"'{caption}' was written for {part} and read as {parsed}.");
                }
            }
        }
    }

    [Fact]
    public void Though_vivid_and_regular_are_said_in_some_captions_only_and_faded_and_stretched_always()
    {
        var random = new DemoRandom(3);
        var plain = new Scene(2, ObjectColor.Red, ObjectShape.Ring, Background.White);
        var read = Enumerable.Range(0, 400).Select(_ => ScenePrompt.Parse(CaptionGrammar.Write(plain, random)).Scene!).ToArray();
        Assert.InRange(read.Count(scene => scene.Look is null), 150, 350);
        Assert.InRange(read.Count(scene => scene.Form is null), 150, 350);

        var marked = plain with { Look = Look.Faded, Form = Form.Stretched };
        Assert.All(
            Enumerable.Range(0, 400).Select(_ => ScenePrompt.Parse(CaptionGrammar.Write(marked, random)).Scene!),
            scene => Assert.Equal((Look.Faded, Form.Stretched), (scene.Look, scene.Form)));
    }

    [Fact]
    public void The_wordings_vary()
    {
        var random = new DemoRandom(4);
        Assert.True(Enumerable.Range(0, 300).Select(_ => CaptionGrammar.Write(Scene.All[200], random)).Distinct().Count() > 150);
    }

    [Theory]
    [InlineData(1, "a red ring")]
    [InlineData(2, "two red rings")]
    [InlineData(null, "red rings")]
    public void A_base_instruction_is_coarse(int? count, string expected) =>
        Assert.Equal(expected, CaptionGrammar.Base(count, ObjectColor.Red, ObjectShape.Ring));
}
