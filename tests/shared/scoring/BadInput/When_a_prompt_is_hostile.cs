using InstructEngine.Scoring;
using InstructEngine.Shared.Tests.Scoring.Clip;
using InstructEngine.Shared.Tests.Scoring.ImageReward;

namespace InstructEngine.Shared.Tests.Scoring.BadInput;

/// <summary>Tokenizers drop what is no text and cut off what is too long, as those of the field do: every prompt has a score.</summary>
public sealed class When_a_prompt_is_hostile
{
    public static TheoryData<string> Prompts => ["a\0cat", "\0", new string('a', 100_000), string.Concat(Enumerable.Repeat("cat ", 25_000)), "חתול אדום", "\u202Etac\u202C", "🐈‍⬛🏳️‍🌈", "\uD83D", ""];

    [Theory, MemberData(nameof(Prompts))]
    public void CLIP_scores_it(string prompt)
    {
        using var folder = new TinyClipFolder();
        using var scorer = ImageScorers.Load("clip-score", folder.Path) as IDisposable;
        Assert.InRange(((IImageScorer)scorer!).Fit([new(prompt, TinyClipFolder.Image(1))])[0], -100, 100);
    }

    [Theory, MemberData(nameof(Prompts))]
    public void ImageReward_scores_it(string prompt)
    {
        using var folder = new ImageRewardFolder();
        using var scorer = ImageScorers.Load("image-reward", folder.Path) as IDisposable;
        Assert.InRange(((IImageScorer)scorer!).Fit([new(prompt, TinyClipFolder.Image(1, 33, 33))])[0], -100, 100);
    }
}
