using System.Text;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;
using Parquet;
using Parquet.Schema;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>The columns of a Pick-a-Pic file. An image is a column of bytes, or, as later tools write it, a group with <c>bytes</c> in it.</summary>
internal sealed class ParquetColumns
{
    public const string ManifestLine = "manifest_line";
    public const string Caption = "caption", OwnCaption = "caption_0", OtherCaption = "caption_1";
    private const string Image0 = "jpg_0", Image1 = "jpg_1", Label0 = "label_0", Label1 = "label_1", HasLabel = "has_label", Model0 = "model_0", Model1 = "model_1";
    private readonly Dictionary<string, DataField> _fields;

    private ParquetColumns(Dictionary<string, DataField> fields) => _fields = fields;

    /// <exception cref="CommandFailure">A column that is needed is missing, or has another type.</exception>
    public static ParquetColumns Of(string file, ParquetSchema schema, string option)
    {
        var fields = new Dictionary<string, DataField>(StringComparer.Ordinal);
        foreach (var field in schema.GetDataFields())
        {
            var name = field.Path.ToString();
            fields[name.EndsWith("/bytes", StringComparison.Ordinal) ? name[..^"/bytes".Length] : name] = field;
        }

        var columns = new ParquetColumns(fields);
        var two = columns.Has(OwnCaption) && columns.Has(OtherCaption);
        string[] needed = two ? [Image0, Image1] : [Caption, Image0, Image1, Label0, Label1];
        var missing = needed.Where(name => !columns.Has(name)).ToArray();
        if (missing.Length > 0)
        {
            throw new CommandFailure(
                ExitCodes.Usage,
                $"{option}: {file} lacks the column{(missing.Length == 1 ? "" : "s")} {string.Join(", ", missing)}; it has {string.Join(", ", fields.Keys.Order(StringComparer.Ordinal))}. "
                + "Pick-a-Pic's columns are needed: caption (text), jpg_0 and jpg_1 (images), label_0 and label_1 (1 for the preferred image, 0, or 0.5 for a tie).");
        }

        foreach (var name in new[] { Image0, Image1 }.Where(name => !ParquetValues.AreBytes(fields[name])))
        {
            throw new CommandFailure(ExitCodes.Usage, $"{option}: {file} has {ParquetValues.KindOf(fields[name])} in {name}; encoded images are needed, as bytes. A file of image addresses must be downloaded first.");
        }

        return columns;
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>All rows of a row group.</summary>
    /// <param name="idOf">Names a row by its place in the group.</param>
    public async Task<IReadOnlyList<PickAPicRow>> ReadAsync(ParquetRowGroupReader group, Func<int, string> idOf, CancellationToken cancellationToken)
    {
        var two = Has(OwnCaption) && Has(OtherCaption);
        var captions = await TextsAsync(two ? OwnCaption : Caption);
        var others = two ? await TextsAsync(OtherCaption) : null;
        var (images0, images1) = (await BytesAsync(Image0), await BytesAsync(Image1));
        var (labels0, labels1) = (await NumbersAsync(Label0), await NumbersAsync(Label1));
        var lines = await TextsAsync(ManifestLine);
        var (compared, models0, models1) = (await NumbersAsync(HasLabel), await TextsAsync(Model0), await TextsAsync(Model1));
        return
        [
            .. Enumerable.Range(0, (int)group.RowCount).Select(row => new PickAPicRow(
                idOf(row), captions![row], others?[row], images0![row], images1![row],

                // Where each image has its own instruction, no label is needed: the first pair leads.
                labels0 is null ? (two ? 1 : null) : labels0[row], labels1 is null ? (two ? 0 : null) : labels1[row],
                compared is null || compared[row] is not 0, models0?[row], models1?[row], lines?[row])),
        ];

        async Task<byte[]?[]?> BytesAsync(string name) => Has(name) ? await ParquetValues.BytesAsync(group, _fields[name], cancellationToken) : null;

        async Task<string?[]?> TextsAsync(string name) => !Has(name) ? null
            : ParquetValues.AreBytes(_fields[name])
                ? [.. (await ParquetValues.BytesAsync(group, _fields[name], cancellationToken)).Select(bytes => bytes is null ? null : Encoding.UTF8.GetString(bytes))]
                : await ParquetValues.TextsAsync(group, _fields[name], cancellationToken);

        async Task<double?[]?> NumbersAsync(string name) => Has(name) ? await ParquetValues.NumbersAsync(group, _fields[name], cancellationToken) : null;
    }
}
