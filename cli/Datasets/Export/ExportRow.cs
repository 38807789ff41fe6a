using System.Security.Cryptography;
using System.Text;
using InstructEngine.Cli.Datasets.Source;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>
/// A row of an exported dataset: one instruction and two images, of which the instruction's own is the better. Which of them comes first is
/// drawn from the row's ids, so that the place of an image says nothing.
/// </summary>
/// <param name="IsPreferredSide">Whether the instruction is the pair's preferred one.</param>
/// <param name="OwnFirst">Whether the instruction's own image is image 0.</param>
internal sealed record ExportRow(DatasetPair Pair, bool IsPreferredSide, bool OwnFirst)
{
    private const string Preferred = "preferred", Dispreferred = "dispreferred";

    /// <summary>Two rows for a pair with two instructions, the preferred one's first; one for a pair whose images share it.</summary>
    public static IEnumerable<ExportRow> Of(DatasetPair pair)
    {
        yield return new ExportRow(pair, true, IsOwnFirst(pair.Line.TripleId, Preferred));
        if (pair.Line.Dispreferred is not null)
            yield return new ExportRow(pair, false, IsOwnFirst(pair.Line.TripleId, Dispreferred));
    }

    public string Caption => IsPreferredSide ? Pair.Line.Preferred : Pair.Line.OtherInstruction;

    /// <summary>The instruction of the other image; null where both share one.</summary>
    public string? OtherCaption => IsPreferredSide ? Pair.Line.Dispreferred : Pair.Line.Preferred;

    public string Side => IsPreferredSide ? Preferred : Dispreferred;

    public ExportImage Image0 => OwnFirst ? Own : Other;

    public ExportImage Image1 => OwnFirst ? Other : Own;

    public ExportImage Own => IsPreferredSide ? First : Second;

    private ExportImage Other => IsPreferredSide ? Second : First;

    private PairFit? Fit => Pair.Lineage.Fit;

    private ExportImage First => new(Pair.Line.PreferredImage, Pair.Preferred, IsPreferredSide ? Fit?.PreferredOwn : Fit?.PreferredOther, Pair.Lineage.Preferred);

    private ExportImage Second => new(Pair.Line.DispreferredImage, Pair.Dispreferred, IsPreferredSide ? Fit?.DispreferredOther : Fit?.DispreferredOwn, Pair.Lineage.Dispreferred);

    private static bool IsOwnFirst(string tripleId, string side) => (SHA256.HashData(Encoding.UTF8.GetBytes($"position/{side}/{tripleId}"))[0] & 1) == 0;
}

/// <param name="Fit">How well it fits the row's instruction, as the run's check found; null where that is not known.</param>
internal sealed record ExportImage(ManifestImage Image, byte[] Png, double? Fit, PairDrawing? Drawing);
