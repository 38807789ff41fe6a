using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;

namespace InstructEngine.InstructionService.Writing;

/// <summary>One place of a leaf's plan: the triple written for it, or why there is none. Exactly one of the two is set.</summary>
internal sealed record LeafTriple(Dimension Dimension, InstructionTripleCreated? Created, InstructionTripleRejected? Rejected)
{
    /// <summary>The same place without its triple.</summary>
    public LeafTriple Rejecting(Rejection rejection) => Created is { } created
        ? new(Dimension, null, new(created.RunId, created.TripleId, created.LeafId, rejection.Reason, rejection.Kind))
        : this;
}
