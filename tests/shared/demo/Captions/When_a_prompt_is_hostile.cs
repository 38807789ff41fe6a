using System.Diagnostics;
using InstructEngine.Demo.Captions;

namespace InstructEngine.Shared.Tests.Demo.Captions;

public class When_a_prompt_is_hostile
{
    public static TheoryData<string> Prompts =>
    [
        new string('a', 1_000_000),
        string.Concat(Enumerable.Repeat("on a white background, ", 50_000)),
        new string('(', ScenePrompt.MaxLength),
        string.Concat(Enumerable.Repeat("on ", ScenePrompt.MaxLength / 3)),
        string.Concat(Enumerable.Repeat("background of ", ScenePrompt.MaxLength / 14)),
        string.Concat(Enumerable.Repeat("white ", ScenePrompt.MaxLength / 6)),
        new string('\'', ScenePrompt.MaxLength),
        new string('\ud800', 50),
        "\0\u0001\u001b[31m\u0007",
        "\u202egnir der a\u202c",
        "👩‍👩‍👧‍👦🇺🇳",
        "a\u0301\u0301\u0301\u0301",
        new string('9', ScenePrompt.MaxLength),
    ];

    [Theory]
    [MemberData(nameof(Prompts))]
    public void It_is_outside_at_once_and_the_message_stays_short(string prompt)
    {
        var watch = Stopwatch.StartNew();
        var outside = ScenePrompt.Parse(prompt).Outside;
        Assert.True(watch.ElapsedMilliseconds < 2000, $"{watch.ElapsedMilliseconds} ms");
        Assert.NotNull(outside);
        Assert.InRange(outside.Message.Length, 10, 400);
        Assert.DoesNotContain(outside.Message, char.IsControl);
    }

    [Fact]
    public void Invisible_signs_change_nothing() =>
        Assert.Equal(ScenePrompt.Parse("a red ring on white"), ScenePrompt.Parse("\ufeffa\u0000red\u200bring\r\non\twhite\u0007"));
}
