using InstructEngine.Cli.Datasets.Source;

namespace InstructEngine.Cli.Datasets.Audit;

/// <summary>
/// Adds up how well images fit instructions: those of their own pair, and crossed, the other image of the pair with the instruction. A pair has two
/// instructions, so two own fits and two crossed ones.
/// </summary>
/// <param name="knowsWhole">Whether the check gives 1 to an image of which everything asked for is seen.</param>
internal sealed class FitTally(bool knowsWhole)
{
    private double _own, _crossed;

    public int Pairs { get; private set; }

    /// <summary>Instructions whose own image fits better than the other: the check agrees with the label.</summary>
    public int Agree { get; private set; }

    /// <summary>Instructions which the other image fits better: the check disagrees with the label.</summary>
    public int Disagree { get; private set; }

    /// <summary>Instructions which both images fit alike.</summary>
    public int Ties { get; private set; }

    /// <summary>Instructions that their own image fits wholly.</summary>
    public int OwnWhole { get; private set; }

    /// <summary>Instructions that the other image fits wholly: the contrast is not in the pictures.</summary>
    public int CrossedWhole { get; private set; }

    public void Add(PairFit fit)
    {
        Pairs++;
        Add(fit.PreferredOwn, fit.DispreferredOther);
        Add(fit.DispreferredOwn, fit.PreferredOther);
    }

    /// <returns>Null where nothing was added.</returns>
    public FitFigures? ToFigures() => Pairs == 0 ? null : new FitFigures(
        Pairs, _own / (2 * Pairs), _crossed / (2 * Pairs), Share(Agree), Share(Disagree), Share(Ties), knowsWhole ? Share(OwnWhole) : null,
        knowsWhole ? Share(CrossedWhole) : null);

    private void Add(double own, double crossed)
    {
        _own += own;
        _crossed += crossed;
        Agree += own > crossed ? 1 : 0;
        Disagree += own < crossed ? 1 : 0;
        Ties += own == crossed ? 1 : 0;
        OwnWhole += own >= 1 ? 1 : 0;
        CrossedWhole += crossed >= 1 ? 1 : 0;
    }

    private double Share(int count) => count / (2.0 * Pairs);
}

/// <summary>What a check says of pairs. Shares are of instructions, two a pair.</summary>
/// <param name="Pairs">Looked at.</param>
/// <param name="OwnFit">Mean fit of an instruction and its own image.</param>
/// <param name="CrossedFit">Mean fit of an instruction and the other image.</param>
/// <param name="Agreement">Own image fits better.</param>
/// <param name="Disagreement">Other image fits better.</param>
/// <param name="OwnWhole">Own image fits wholly; null where the check does not know "wholly".</param>
/// <param name="CrossedWhole">The other image fits wholly.</param>
internal sealed record FitFigures(
    int Pairs, double OwnFit, double CrossedFit, double Agreement, double Disagreement, double Ties, double? OwnWhole, double? CrossedWhole);
