using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>
/// One scorer's figures by prompt, in the order of the prompts: the prompt is the unit that is resampled. An image whose score is no number, under
/// either model, is left out with its counterpart, so that like is compared with like.
/// </summary>
internal sealed record PairedScores(IReadOnlyList<PromptScores> Prompts)
{
    /// <summary>Prompts with scores.</summary>
    public int Count => Prompts.Count(prompt => prompt.HasScores);

    public int ExcludedImages => Prompts.Sum(prompt => prompt.Excluded);

    public int ExcludedPrompts => Prompts.Count(prompt => !prompt.HasScores);

    public static PairedScores Of(IReadOnlyList<EvaluatedImage> baseImages, IReadOnlyList<EvaluatedImage> alignedImages, string scorer)
    {
        var aligned = alignedImages.ToDictionary(image => (image.Prompt, image.Image), image => image.Scores.Values[scorer]);
        return new PairedScores(
        [
            .. from image in baseImages
               group (Base: image.Scores.Values[scorer], Aligned: aligned[(image.Prompt, image.Image)]) by image.Prompt into prompt
               orderby prompt.Key
               select PromptScores.Of(prompt.Key, [.. prompt]),
        ]);
    }

    /// <summary>The prompts of a category.</summary>
    public PairedScores Only(IReadOnlySet<int> prompts) => new([.. Prompts.Where(prompt => prompts.Contains(prompt.Prompt))]);

    /// <summary>A value a prompt, NaN for one without scores.</summary>
    public (double[] Base, double[] Aligned) ByPrompt() => ([.. Prompts.Select(prompt => prompt.Base)], [.. Prompts.Select(prompt => prompt.Aligned)]);

    /// <exception cref="ArgumentException">No prompt has scores.</exception>
    public PairedComparison Compare(long seed)
    {
        var scored = Prompts.Where(prompt => prompt.HasScores).ToArray();
        return PairedComparison.Of([.. scored.Select(prompt => prompt.Base)], [.. scored.Select(prompt => prompt.Aligned)], seed) with
        {
            ExcludedImages = ExcludedImages,
            ExcludedPrompts = ExcludedPrompts,
        };
    }
}

/// <summary>Both means over a prompt's images.</summary>
internal readonly record struct PromptScores(int Prompt, double Base, double Aligned, int Excluded, bool HasScores)
{
    public static PromptScores Of(int prompt, (double Base, double Aligned)[] images)
    {
        var whole = images.Where(image => double.IsFinite(image.Base) && double.IsFinite(image.Aligned)).ToArray();
        return whole.Length == 0
            ? new(prompt, double.NaN, double.NaN, images.Length, false)
            : new(prompt, whole.Average(image => image.Base), whole.Average(image => image.Aligned), images.Length - whole.Length, true);
    }
}
