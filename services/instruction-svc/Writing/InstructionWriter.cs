using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.Writing.Rules;

namespace InstructEngine.InstructionService.Writing;

/// <summary>Writes a leaf's triples, by the rules that fit it.</summary>
internal sealed class InstructionWriter(TripleQualities qualities)
{
    /// <summary>As many entries as the spec asks for, in the order of their index.</summary>
    public Task<IReadOnlyList<LeafTriple>> WriteAsync(string runId, Subtopic leaf, RunSpec spec, CancellationToken cancellationToken) =>
        LeafMaterial.Of(leaf) is { } material
            ? RuleWriter.WriteAsync(runId, leaf, material, spec.Instructions, spec.Seed, qualities.ForRules(spec, material.Lexicon), cancellationToken)
            : Task.FromResult(TripleWriter.Write(runId, leaf, spec.Instructions, spec.Seed));
}
