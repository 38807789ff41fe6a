using InstructEngine.Contracts.V1;

namespace InstructEngine.InstructionService.Writing;

/// <summary>One place of a leaf's plan: the triple written for it, or why there is none. Exactly one of the two is set.</summary>
internal sealed record LeafTriple(Dimension Dimension, InstructionTripleCreated? Created, InstructionTripleRejected? Rejected);
