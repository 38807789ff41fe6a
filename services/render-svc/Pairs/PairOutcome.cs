using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Verification;

namespace InstructEngine.RenderService.Pairs;

/// <summary>How a triple ended; exactly one is set.</summary>
internal sealed record PairOutcome(ImagePairRendered? Rendered, ImagePairRejected? Rejected)
{
    public string TripleId => Rendered?.TripleId ?? Rejected!.TripleId;

    /// <summary>Not drawn any more.</summary>
    public static PairOutcome Crashing(InstructionTripleCreated triple) => new(
        null,
        new ImagePairRejected(
            triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension,
            new Rejection(RejectionKinds.Crash, $"the service ended {SuspectTriples.MaxCrashes} times while it drew this pair").ToString(), Attempts: 0));
}
