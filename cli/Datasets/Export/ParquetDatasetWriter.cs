using InstructEngine.Cli.PreferenceData;
using Parquet;
using Parquet.Schema;

namespace InstructEngine.Cli.Datasets.Export;

/// <summary>Parquet files in Pick-a-Pic's columns, as diffusers' DPO scripts and this program's <c>train</c> read them: the encoded images are in the rows.</summary>
/// <param name="folder">Gets 00000.parquet and so on.</param>
internal sealed class ParquetDatasetWriter(string folder, IReadOnlyDictionary<string, string> metadata) : IDatasetWriter
{
    /// <summary>A row group has no more than this, which is what is in memory at a time.</summary>
    private const int MostRows = 1000;
    private const long MostGroupBytes = 8 << 20, MostFileBytes = 512 << 20;

    // Images are compressed already; text is small beside them. Buffers that were used are let go of: a row group is no model for the next.
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Snappy,
        DictionaryEncodingSampleSize = 64,
        MaximumSmallPoolFreeBytes = 4 << 20,
        MaximumLargePoolFreeBytes = 16 << 20,
    };
    private static readonly DataField Jpg0 = new DataField<byte[]>("jpg_0"), Jpg1 = new DataField<byte[]>("jpg_1");
    private static readonly DataField[] Fields = [.. ExportColumn.All.Select(FieldOf)];

    private readonly List<ExportRow> _rows = [];
    private ParquetWriter? _writer;
    private FileStream? _stream;
    private long _bytes;
    private int _files;

    public async Task WriteAsync(ExportRow row, CancellationToken cancellationToken)
    {
        _rows.Add(row);
        _bytes += row.Image0.Png.Length + row.Image1.Png.Length;
        if (_rows.Count == MostRows || _bytes >= MostGroupBytes)
            await FlushAsync(cancellationToken);
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count > 0)
            await FlushAsync(cancellationToken);
        await CloseAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var writer = _writer ??= await OpenAsync(cancellationToken);
        using (var group = writer.CreateRowGroup())
        {
            await group.WriteAsync(Jpg0, _rows.Select(row => (byte[]?)row.Image0.Png).ToArray());
            await group.WriteAsync(Jpg1, _rows.Select(row => (byte[]?)row.Image1.Png).ToArray());
            foreach (var (column, field) in ExportColumn.All.Zip(Fields))
                await WriteAsync(group, column, field, cancellationToken);
            group.CompleteValidate();
        }

        _rows.Clear();
        _bytes = 0;
        if (_stream!.Position >= MostFileBytes)
            await CloseAsync();
    }

    private async Task WriteAsync(ParquetRowGroupWriter group, ExportColumn column, DataField field, CancellationToken cancellationToken)
    {
        switch (column.Kind)
        {
            case ExportColumnKind.Text:
                await group.WriteAsync(field, _rows.Select(row => (string?)column.ValueOf(row)).ToArray());
                break;
            case ExportColumnKind.Number:
                await group.WriteAsync<double>(field, Values<double>(), cancellationToken: cancellationToken);
                break;
            case ExportColumnKind.OptionalNumber:
                await group.WriteAsync<double>(field, Values<double?>(), cancellationToken: cancellationToken);
                break;
            case ExportColumnKind.Whole:
                await group.WriteAsync<long>(field, Values<long?>(), cancellationToken: cancellationToken);
                break;
            default:
                await group.WriteAsync<bool>(field, Values<bool>(), cancellationToken: cancellationToken);
                break;
        }

        T[] Values<T>() => [.. _rows.Select(row => (T)column.ValueOf(row)!)];
    }

    private async Task<ParquetWriter> OpenAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        _stream = new FileStream(Path.Combine(folder, $"{_files++:D5}{ParquetPairs.Extension}"), FileMode.CreateNew);
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema([Jpg0, Jpg1, .. Fields]), _stream, Options, cancellationToken: cancellationToken);
        writer.CustomMetadata = metadata;
        return writer;
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }

        if (_stream is { } stream)
        {
            _stream = null;
            await stream.DisposeAsync();
        }
    }

    private static DataField FieldOf(ExportColumn column) => column.Kind switch
    {
        ExportColumnKind.Text => new DataField<string>(column.Name),
        ExportColumnKind.Number => new DataField<double>(column.Name),
        ExportColumnKind.OptionalNumber => new DataField<double?>(column.Name),
        ExportColumnKind.Whole => new DataField<long?>(column.Name),
        _ => new DataField<bool>(column.Name),
    };
}
