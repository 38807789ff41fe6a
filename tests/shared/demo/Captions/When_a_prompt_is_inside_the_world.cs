using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Shared.Tests.Demo.Captions;

public class When_a_prompt_is_inside_the_world
{
    public static TheoryData<string, PartialScene> Prompts => new()
    {
        { "A RED RING ON WHITE!", new(1, ObjectColor.Red, ObjectShape.Ring, Background.White) },
        { "please draw me 2 blue plus signs on black", new(2, ObjectColor.Blue, ObjectShape.Cross, Background.Black) },
        { "background: black; 3 yellow hoops", new(3, ObjectColor.Yellow, ObjectShape.Ring, Background.Black) },
        { "green squares", new(null, ObjectColor.Green, ObjectShape.Square) },
        { "red ring", new(1, ObjectColor.Red, ObjectShape.Ring) },
        { "three red shapes", new(3, ObjectColor.Red) },
        { "I'd like a faded, stretched box", new(1, null, ObjectShape.Square, null, Look.Faded, Form.Stretched) },
        { "the background is plain pink", new(Background: Background.Pink) },
        { "a stretched red ring against a faded pink backdrop", new(1, ObjectColor.Red, ObjectShape.Ring, Background.Pink, Look.Faded, Form.Stretched) },
        { "on white, two well-formed blue rings & high-contrast colours", new(2, ObjectColor.Blue, ObjectShape.Ring, Background.White, Look.Vivid, Form.Regular) },
    };

    [Theory]
    [MemberData(nameof(Prompts))]
    public void What_it_says_is_read_and_the_rest_left_open(string prompt, PartialScene expected)
    {
        var parsed = ScenePrompt.Parse(prompt);
        Assert.Null(parsed.Outside);
        Assert.Equal(expected, parsed.Scene);
    }
}
