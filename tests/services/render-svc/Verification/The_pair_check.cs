using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.RenderService.Verification;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Demo;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Verification;

public sealed class The_pair_check
{
    private const double Margin = 0.1;
    private static readonly PairCheck Check = new(new DemoScorer());
    private readonly Contracts.V1.InstructionTripleCreated _triple = DemoPairs.Triple(3);
    private readonly RgbImage _preferred = DemoPairs.Draw(DemoPairs.Scenes(3).Preferred, 1);
    private readonly RgbImage _dispreferred = DemoPairs.Draw(DemoPairs.Scenes(3).Dispreferred, 1);

    [Fact]
    public void Passes_images_that_each_fit_their_own_instruction()
    {
        var verdict = Judge(_preferred, _dispreferred);
        Assert.Null(verdict.Rejection);
        Assert.Equal((1, 1), (verdict.Scores!.PreferredOwn, verdict.Scores.DispreferredOwn));
        Assert.Equal(verdict.Scores.PreferredOther, verdict.Scores.DispreferredOther);
        Assert.InRange(verdict.Scores.PreferredOther, 0.7, 0.9);
    }

    [Fact]
    public void Refuses_images_that_were_exchanged() => Assert.Equal(RejectionKinds.PreferredMismatch, Judge(_dispreferred, _preferred).Rejection!.Kind);

    [Fact]
    public void Refuses_a_dispreferred_image_that_shows_the_preferred_scene()
    {
        var again = DemoPairs.Draw(DemoPairs.Scenes(3).Preferred, seed: 2);
        var rejection = Judge(_preferred, again).Rejection!;
        Assert.Equal(RejectionKinds.DispreferredMismatch, rejection.Kind);
        Assert.Contains("a margin of 0.1 is needed", rejection.Detail);
    }

    [Fact]
    public void Refuses_a_flaw_that_both_images_share_where_a_least_score_is_asked()
    {
        var (preferred, dispreferred) = DemoPairs.Scenes(3);
        var shared = SceneAttributes.All.First(a => preferred.Ordinal(a) == dispreferred.Ordinal(a));
        var flaw = (preferred.Ordinal(shared) + 1) % SceneAttributes.ValueCount(shared);
        var first = DemoPairs.Draw(preferred.With(shared, flaw), 1);
        var second = DemoPairs.Draw(dispreferred.With(shared, flaw), 1);
        Assert.Null(Check.Judge(_triple.Preferred, first, _triple.Dispreferred, second, Margin).Rejection);
        Assert.Equal(RejectionKinds.LowScore, Check.Judge(_triple.Preferred, first, _triple.Dispreferred, second, Margin, minScore: 1).Rejection!.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Refuses_a_blank_image(byte level)
    {
        var blank = new RgbImage(32, 32, Enumerable.Repeat(level, 32 * 32 * 3).ToArray());
        Assert.Equal(RejectionKinds.BlankImage, Judge(blank, _dispreferred).Rejection!.Kind);
        Assert.Equal(RejectionKinds.BlankImage, Judge(_preferred, blank).Rejection!.Kind);
    }

    [Fact]
    public void Refuses_the_same_image_twice() => Assert.Equal(RejectionKinds.EqualImages, Judge(_preferred, _preferred).Rejection!.Kind);

    [Fact]
    public void Refuses_images_of_different_sizes()
    {
        var rejection = Judge(_preferred, new RgbImage(64, 32, Enumerable.Range(0, 64 * 32 * 3).Select(i => (byte)i).ToArray())).Rejection!;
        Assert.Equal((RejectionKinds.DifferentSizes, "32 x 32 and 64 x 32 pixels."), (rejection.Kind, rejection.Detail));
    }

    [Fact]
    public void Refuses_images_that_its_scorer_cannot_read()
    {
        RgbImage Large(int step) => new(64, 64, Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)(i * step)).ToArray());
        var rejection = Judge(Large(1), Large(3)).Rejection!;
        Assert.Equal(RejectionKinds.NoScore, rejection.Kind);
        Assert.Contains("reads 32×32 pictures; this one has 64×64", rejection.Detail);
    }

    [Fact]
    public void Refuses_a_score_that_is_not_a_number()
    {
        var check = new PairCheck(new ScoringAlike(double.NaN));
        Assert.Equal(RejectionKinds.NoScore, check.Judge("a", _preferred, "b", _dispreferred, 0).Rejection!.Kind);
    }

    [Fact]
    public void Refuses_a_tie_whatever_the_margin()
    {
        var check = new PairCheck(new ScoringAlike(0.5));
        Assert.Equal(RejectionKinds.PreferredMismatch, check.Judge("a", _preferred, "b", _dispreferred, 0).Rejection!.Kind);
    }

    [Fact]
    public void Refuses_before_drawing_what_it_could_never_judge()
    {
        Assert.Null(Check.Refuse(_triple.Preferred, _triple.Dispreferred));
        Assert.Equal(RejectionKinds.OutsideWorld, Check.Refuse(_triple.Preferred, "a photo of an astronaut on a horse")!.Kind);
        Assert.Equal(RejectionKinds.EqualInstructions, Check.Refuse(_triple.Preferred, _triple.Preferred + " ")!.Kind);
    }

    private PairVerdict Judge(RgbImage preferred, RgbImage dispreferred) =>
        Check.Judge(_triple.Preferred, preferred, _triple.Dispreferred, dispreferred, Margin);

    private sealed class ScoringAlike(double score) : IImageScorer
    {
        public string Name => "alike";

        public IReadOnlyList<ScorerDescription> Scorers => [];

        public bool UsesDevice => false;

        public string? WhyNot(string prompt) => null;

        public string? WhyNot(RgbImage image) => null;

        public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images) => [.. images.Select(_ => score)];

        public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images) => throw new NotSupportedException();
    }
}
