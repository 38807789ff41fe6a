using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.PreferenceData;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>A value of a row that is no image. Those of Pick-a-Pic have its names, the others tell where the row comes from.</summary>
internal sealed record ExportColumn(string Name, ExportColumnKind Kind, Func<ExportRow, object?> ValueOf)
{
    /// <summary>In the order of the files.</summary>
    public static IReadOnlyList<ExportColumn> All { get; } =
    [
        Text(ParquetColumns.Caption, row => row.Caption),
        Number("label_0", row => row.OwnFirst ? 1.0 : 0.0),
        Number("label_1", row => row.OwnFirst ? 0.0 : 1.0),
        Flag("has_label", _ => true),
        Flag("are_different", _ => true),
        Text("best_image_uid", row => row.Own.Image.Sha256),
        Text("image_0_uid", row => row.Image0.Image.Sha256),
        Text("image_1_uid", row => row.Image1.Image.Sha256),
        Text("model_0", row => row.Image0.Drawing?.Renderer ?? row.Pair.Line.Renderer),
        Text("model_1", row => row.Image1.Drawing?.Renderer ?? row.Pair.Line.Renderer),
        Text("triple_id", row => row.Pair.Line.TripleId),
        Text("side", row => row.Side),
        Text("other_caption", row => row.OtherCaption),
        Text("base_caption", row => row.Pair.Line.Base),
        Text("dimension", row => row.Pair.Line.Dimension?.ToString()),
        Text("contrast", row => row.Pair.Lineage.Contrast),
        Text("leaf_id", row => row.Pair.Line.LeafId),
        Text("theme", row => row.Pair.Lineage.Leaf?.Theme),
        Text("subtopic", row => row.Pair.Lineage.Leaf?.Subtopic),
        Text("renderer_hash", row => row.Pair.Line.RendererHash),
        Whole("seed_0", row => row.Image0.Image.Seed),
        Whole("seed_1", row => row.Image1.Image.Seed),
        Whole("width", row => row.Own.Image.Width),
        Whole("height", row => row.Own.Image.Height),
        Text("scheduler", row => row.Own.Drawing?.Scheduler),
        Whole("steps", row => row.Own.Drawing?.Steps),
        OptionalNumber("guidance_scale", row => row.Own.Drawing?.GuidanceScale),
        Whole("attempt", row => row.Pair.Lineage.Attempt),
        OptionalNumber("fit_0", row => row.Image0.Fit),
        OptionalNumber("fit_1", row => row.Image1.Fit),
        Text(ParquetColumns.ManifestLine, row => ManifestFile.TextOf(row.Pair.Line)),
    ];

    private static ExportColumn Text(string name, Func<ExportRow, string?> valueOf) => new(name, ExportColumnKind.Text, valueOf);

    private static ExportColumn Number(string name, Func<ExportRow, double> valueOf) => new(name, ExportColumnKind.Number, row => valueOf(row));

    private static ExportColumn OptionalNumber(string name, Func<ExportRow, double?> valueOf) => new(name, ExportColumnKind.OptionalNumber, row => valueOf(row));

    private static ExportColumn Whole(string name, Func<ExportRow, long?> valueOf) => new(name, ExportColumnKind.Whole, row => valueOf(row));

    private static ExportColumn Flag(string name, Func<ExportRow, bool> valueOf) => new(name, ExportColumnKind.Flag, row => valueOf(row));
}

internal enum ExportColumnKind
{
    Text,
    Number,
    OptionalNumber,
    Whole,
    Flag,
}
