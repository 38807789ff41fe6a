using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Captions;

public class When_a_prompt_is_outside_the_world
{
    [Theory]
    [InlineData("a castle at sunset", OutsideReason.UnknownWords, "castle")]
    [InlineData("a red circle on white", OutsideReason.UnknownWords, "circle")]
    [InlineData("a red ring, not stretched", OutsideReason.UnknownWords, "not")]
    [InlineData("two red rings 🙂 on white", OutsideReason.UnknownWords, "🙂")]
    [InlineData("red and blue rings", OutsideReason.Contradiction, "blue")]
    [InlineData("a vivid, faded ring", OutsideReason.Contradiction, "faded")]
    [InlineData("two rings, 3 of red", OutsideReason.Contradiction, "3")]
    [InlineData("a red ring and a red square", OutsideReason.Contradiction, "square")]
    [InlineData("a red ring and a red ring", OutsideReason.Contradiction, "ring")]
    [InlineData("four red rings", OutsideReason.Number, "four")]
    [InlineData("0 rings", OutsideReason.Number, "0")]
    [InlineData("red rings, 123456789012345678901234567890", OutsideReason.Number, "123456789012345678901234567890")]
    [InlineData("two rings on a red background", OutsideReason.Background, "red")]
    [InlineData("a ring, background is blue", OutsideReason.Background, "blue")]
    [InlineData("a white ring", OutsideReason.Background, "white")]
    [InlineData("a white square on a black background", OutsideReason.Background, "white")]
    [InlineData("two rings on white stretched squares", OutsideReason.Background, "white")]
    [InlineData("a ring with a background", OutsideReason.Background, "background")]
    [InlineData("a ring on", OutsideReason.Background, "on")]
    [InlineData("please draw a picture", OutsideReason.NothingAsked, null)]
    [InlineData("", OutsideReason.NothingAsked, null)]
    public void It_says_why(string prompt, OutsideReason reason, string? word)
    {
        var parsed = ScenePrompt.Parse(prompt);
        Assert.Null(parsed.Scene);
        Assert.Equal(reason, parsed.Outside!.Reason);
        if (word is not null)
        {
            Assert.Contains(word, parsed.Outside.Words);
            Assert.Contains(word, parsed.Outside.Message);
        }
    }

    [Fact]
    public void A_strange_word_is_never_passed_over_wherever_it_stands()
    {
        var random = new DemoRandom(5);
        foreach (var scene in Scene.All)
        {
            var words = CaptionGrammar.Write(scene, random).Split(' ').ToList();
            words.Insert(random.Next(words.Count + 1), random.Pick(["castle", "without", "left", "purple", "ringed", "2d", "été", "環"]));
            var prompt = string.Join(' ', words);
            Assert.True(ScenePrompt.Parse(prompt).Outside?.Reason is OutsideReason.UnknownWords, prompt);
        }
    }
}
