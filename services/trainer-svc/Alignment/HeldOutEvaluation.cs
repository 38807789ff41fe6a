using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// Looks at held-out pairs at the same noise and timesteps each time, so that its figures differ by the model alone. The reference's errors
/// are computed once.
/// </summary>
internal sealed class HeldOutEvaluation : IDisposable
{
    /// <summary>Pairs looked at each time, at most.</summary>
    public const int MostPairs = 64;

    private const int PairsAPass = 8;
    private readonly DenoisingErrors _errors;
    private readonly IPreferenceLoss _loss;
    private readonly int _timesteps;
    private readonly Combinations _reads;
    private readonly List<(AlignmentBatch Batch, Tensor Reference)> _passes = [];

    public HeldOutEvaluation(
        DenoisingErrors errors, IPreferenceLoss loss, Denoiser reference, AlignmentData pairs, int timesteps, long seed)
    {
        _errors = errors;
        _loss = loss;
        _timesteps = timesteps;
        _reads = HaveOneInstruction(pairs) ? Combinations.OfInstruction1 : Combinations.All;
        foreach (var (pass, rows) in Enumerable.Range(0, Math.Min(pairs.Count, MostPairs)).Select(row => (long)row).Chunk(PairsAPass).Index())
        {
            var batch = AlignmentBatch.Draw(pairs, rows, new DrawSettings(new TimestepRange(0, timesteps)), unchecked(seed + pass));
            _passes.Add((batch, Errors(reference, batch).DetachFromDisposeScope()));
        }
    }

    /// <returns>Null when no pair is held out.</returns>
    public HeldOutFigures? Look(Denoiser policy)
    {
        if (_passes.Count == 0)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var combinations = new CombinationErrors(
            cat([.. _passes.Select(pass => Errors(policy, pass.Batch))]), cat([.. _passes.Select(pass => pass.Reference)]), _reads);
        var terms = _loss.Compute(combinations);
        var errors = MeanErrors.Of(combinations, share: 1)!;
        var margins = TimestepMargins.Of(terms, cat([.. _passes.Select(pass => pass.Batch.Timesteps)]));
        return new HeldOutFigures(
            terms.PerSample.mean().item<float>(), terms.ImplicitAccuracy()!.Value, errors.Winner, errors.Loser, errors.Reference,
            TimestepMargins.Summarise([margins], _timesteps));
    }

    public void Dispose()
    {
        foreach (var (batch, reference) in _passes)
        {
            batch.Dispose();
            reference.Dispose();
        }
    }

    /// <summary>Where both images were compared under one instruction, the dispreferred one is nobody's own.</summary>
    private static bool HaveOneInstruction(AlignmentData pairs)
    {
        using var scope = NewDisposeScope();
        return pairs.Instructions.select(1, 0).eq(pairs.Instructions.select(1, 1)).all().item<bool>();
    }

    private Tensor Errors(Denoiser model, AlignmentBatch batch)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return _errors.Of(model, batch, _reads).MoveToOuterDisposeScope();
    }
}
