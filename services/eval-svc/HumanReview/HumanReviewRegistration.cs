using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pages;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Results;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Review;

namespace InstructEngine.EvalService.HumanReview;

internal static class HumanReviewRegistration
{
    /// <summary>The comparison and its results; needs the stores and the run directory only.</summary>
    public static IServiceCollection AddHumanReview(this IServiceCollection services) => services
        .AddSingleton<ComparedCheckpoints>()
        .AddSingleton<ReviewSecrets>()
        .AddSingleton<BlindPictures>()
        .AddSingleton<UnreadablePairs>()
        .AddSingleton<VotingDesk>()
        .AddSingleton<ReviewResultsReader>()
        .AddReviewPages<ComparePages>()
        .AddReviewPages<ResultPages>();
}
