using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Scoring;

namespace InstructEngine.RenderService.Verification;

/// <summary>Finds scorers by what a spec says of the check.</summary>
internal interface IPairScorers
{
    /// <exception cref="RunFailureException">There is no such model, or it is damaged.</exception>
    IImageScorer Get(RenderingSpec rendering);
}
