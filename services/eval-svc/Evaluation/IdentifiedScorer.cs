using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>A scorer with a hash of all that decides its scores: what was scored by an equal one is not scored again.</summary>
internal sealed record IdentifiedScorer(IImageScorer Scorer, string Identity);

/// <summary>The scorers of an evaluation; disposing lets their models go.</summary>
internal sealed record LoadedScorers(IReadOnlyList<IdentifiedScorer> All) : IDisposable
{
    public IReadOnlyList<ScorerDescription> Descriptions => [.. All.SelectMany(scorer => scorer.Scorer.Scorers)];

    public void Dispose()
    {
        foreach (var scorer in All)
            (scorer.Scorer as IDisposable)?.Dispose();
    }
}
